"""What Caseapp knows and does, without a screen: nothing here imports Qt."""
