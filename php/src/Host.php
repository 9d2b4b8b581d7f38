<?php
declare(strict_types=1);

namespace Scvm;

/** The CRM around a hook. */
interface Host
{
    /** Throws Unusable where they are wrong. */
    public function settings(): Settings;

    /** Tells an administrator what has to be mended. The same cause meets every customer: say it once an hour. */
    public function complain(string $cause): void;
}
