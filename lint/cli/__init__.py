"""The command line: a file per command."""

from lint.primitives.import_path import leave_out_working_folder

# Before a command imports anything else: the working folder may be an archive with modules of its own.
leave_out_working_folder()
