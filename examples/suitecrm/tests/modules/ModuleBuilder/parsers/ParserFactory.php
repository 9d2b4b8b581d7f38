<?php
// ParserFactory is in suitecrm.php.
