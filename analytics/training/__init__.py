"""Where the weights come from: data sets, fitting, cross-validation, figures of accuracy."""
