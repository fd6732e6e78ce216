"""The words a line may use at one join, by what they rest on: each with the facts behind it."""
