"""The dictionary of competencies that courses develop and positions require."""
