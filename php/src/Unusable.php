<?php
declare(strict_types=1);

namespace Scvm;

/** The settings, the library or the model do not work, whoever is scored. */
final class Unusable extends \RuntimeException
{
}
