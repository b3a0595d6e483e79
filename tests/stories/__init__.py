"""Stories of the Kinderrechtencommissariaat's "Thuiszitters uit de schaduw", from first event to last.

Each test names its story (C-04 ...) and the lines of the document (000:...). Where the document tells no day, the day
is ours; where it tells what went wrong, the test plays that, and then what should have happened.
"""
