"""The cellar: samples in, samples out. It knows no show and no track."""
