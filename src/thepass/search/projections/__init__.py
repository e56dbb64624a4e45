"""The index, written: kept up with the journal, made anew, compared with the rows."""
