<?php
// Not installed: a name of a file of an older version, which the steps take out of custom/scvm.
