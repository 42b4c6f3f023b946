"""What `manage.py bench` measures, a module for each subject; figures of one run can be compared."""
