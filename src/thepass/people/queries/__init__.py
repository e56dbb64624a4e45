"""Reading people. `…_visible_to(person)` are the only doors in."""
