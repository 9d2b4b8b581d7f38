<?php
require_once __DIR__ . '/lib/scvm.php';

/**
 * What an administrator has to mend, in SuiteCRM's log. Its level is `fatal` by default, so anything lower is read by nobody; and
 * since the same cause meets every contact, it is said once an hour.
 */
class ScvmComplaint
{
    const SECONDS = 3600;

    public static function say($cause)
    {
        $line = 'scvm: ' . Scvm\Cells::oneLine($cause);
        try {
            if (self::isDue(DBManagerFactory::getInstance())) {
                $GLOBALS['log']->fatal($line . ' (said once an hour; the field "reason" of each contact has its own)');
            }
        } catch (Throwable $e) {
            $GLOBALS['log']->fatal($line);
        }
    }

    /** A row of SuiteCRM's table of settings remembers it: every server and process of this CRM sees it. */
    private static function isDue($db)
    {
        $where = " WHERE category = 'scvm' AND name = 'complained'";
        $before = $db->getOne('SELECT value FROM config' . $where);
        if ($before !== false && $before !== null && abs(time() - (int) $before) < self::SECONDS) {
            return false;
        }
        $value = $db->quoted((string) time());
        $db->query($before === false || $before === null
            ? "INSERT INTO config (category, name, value) VALUES ('scvm', 'complained', $value)"
            : "UPDATE config SET value = $value$where", false);
        return true;
    }
}
