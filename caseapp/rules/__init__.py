"""Pure rules of the field: names, folding, dates, texts. No input or output, and no clock of their own."""
