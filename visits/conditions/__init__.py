"""Whether something of a visit may happen now, by noun."""
