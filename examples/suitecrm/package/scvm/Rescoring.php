<?php
require_once 'custom/scvm/ContactHook.php';

/**
 * The scheduler job: saves the contacts whose scores are missing, stale or old, so that the hook scores them.
 *
 * Saving through the bean writes SuiteCRM's own audit rows and lets workflows see the change. cron.php runs on the
 * command line, where PHP allows FFI by default: contacts that web requests could only mark get their scores here.
 */
class ScvmRescoring
{
    /** True unless the job should show as failed in the scheduler's log. */
    public static function run()
    {
        try {
            $settings = ScvmSettings::all();
            Scvm\Model::of(ScvmSettings::ofLibrary());
            foreach (self::due(DBManagerFactory::getInstance(), $settings) as $id) {
                $contact = BeanFactory::getBean('Contacts', $id);
                if (!empty($contact->id)) {
                    $contact->update_date_modified = false;  // nobody changed the customer
                    $contact->update_modified_by = false;
                    $contact->save(false);
                }
            }
            return true;
        } catch (Scvm\EngineUnavailable $e) {
            ScvmComplaint::say($e->getMessage() . '; run the command `scvm score` from the system\'s cron instead of this job');
            return true;
        } catch (Throwable $e) {
            ScvmComplaint::say('the rescoring job stops: ' . $e->getMessage());
            return false;
        }
    }

    // Contacts in error wait for their next save, the nightly batch, or somebody who sets them to stale.
    private static function due($db, array $settings)
    {
        $before = Scvm\Model::day(ScvmSettings::ofLibrary(), '-' . (int) $settings['rescore_after_days'] . ' days');
        $result = $db->limitQuery("
            SELECT c.id
            FROM contacts c
            LEFT JOIN contacts_cstm s ON s.id_c = c.id
            WHERE c.deleted = 0
              AND (COALESCE(s.scvm_status_c, '') IN ('', 'stale')
                   OR (s.scvm_status_c <> 'error' AND s.scvm_score_date_c < " . $db->quoted($before) . "))
            ORDER BY s.scvm_score_date_c, c.id", 0, (int) $settings['rescore_limit'], false);
        if (!$result) {
            throw new Scvm\EngineError('the database refused a query: ' . trim((string) $db->lastError()));
        }
        $ids = [];
        while ($row = $db->fetchByAssoc($result, false)) {
            $ids[] = $row['id'];
        }
        return $ids;
    }
}
