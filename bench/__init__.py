"""The measurements: the product's pages and PDFs beside the Django admin, the least page and bare WeasyPrint."""
