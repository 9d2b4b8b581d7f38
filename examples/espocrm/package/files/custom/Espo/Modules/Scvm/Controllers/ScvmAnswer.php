<?php
declare(strict_types=1);

namespace Espo\Modules\Scvm\Controllers;

use Espo\Core\Controllers\Record;

class ScvmAnswer extends Record
{
}
