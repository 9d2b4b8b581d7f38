<?php
declare(strict_types=1);

namespace Scvm;

/** What the library said: its code (scvm.h, enum scvm_code; 0 where it was not reached) and message. */
final class EngineError extends \RuntimeException
{
}
