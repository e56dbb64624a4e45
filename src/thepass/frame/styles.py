"""Which style sheets every page loads. A page adds further components with {% style "matrix" %}."""

LAYERS = ("tokens", "base", "layout", "print", "forced", "utilities")
EVERYWHERE = (
    "avatar", "button", "choice", "chit", "dialog", "dominoes", "empty", "error-summary", "facts", "field", "keyword",
    "menu", "meter", "notice", "or", "pager", "palette", "person", "seg", "sheet", "slip", "state", "table",
    "text", "toast", "topbar",
)  # fmt: skip
BY_PAGE = (
    "chain", "domino-map", "files", "gallery", "matrix", "method", "mission", "pairs", "plot", "promise", "pyramid",
    "search", "suggest", "team-chip", "thanks", "timeline",
)  # fmt: skip


def sheet(name: str) -> str:
    """The static path of a layer or component. Raises LookupError for one that does not exist."""
    if name in LAYERS:
        return f"frame/css/{name}.css"
    if name in EVERYWHERE or name in BY_PAGE:
        return f"frame/css/components/{name}.css"
    raise LookupError(f"there is no style sheet {name}")
