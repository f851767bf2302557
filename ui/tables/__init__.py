"""Tables: a model that is given its rows, a view, and one painter for each kind of cell."""
