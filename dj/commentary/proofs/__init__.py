"""What editors prove their lines with: sheets, ways through a line, coverage, goldens."""
