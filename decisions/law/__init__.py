"""What the law computes: numbers and days, without the database."""
