"""Reading commitments: each module is one question."""
