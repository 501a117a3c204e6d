//! Evaluation: the model and an applicant's facts to values.
