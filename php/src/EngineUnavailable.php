<?php
declare(strict_types=1);

namespace Scvm;

/** Nothing calls the library in this process: a scheduler job, or the command `scvm score`, does the work instead. */
final class EngineUnavailable extends \RuntimeException
{
}
