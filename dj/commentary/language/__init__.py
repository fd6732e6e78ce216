"""The copy language: what a line may be made of, and how it is carried out."""
