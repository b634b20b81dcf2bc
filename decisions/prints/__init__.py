"""What is printed as PDF."""
