"""What is checked of lines that hold one by one: said in every situation, and beside each other."""
