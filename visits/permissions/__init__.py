"""Who may do what with visits, by noun."""
