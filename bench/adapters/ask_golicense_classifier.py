"""golicense-classifier: google/licenseclassifier v2 as a Python package."""

from LicenseClassifier.classifier import LicenseClassifier
from timing import answer

CLASSIFIER = LicenseClassifier()
answer(lambda path: [[name] for name in CLASSIFIER.scan_file(path, use_scancode_mapping=False)["license_expressions"]])
