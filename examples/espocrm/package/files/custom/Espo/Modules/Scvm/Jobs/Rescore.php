<?php
declare(strict_types=1);

namespace Espo\Modules\Scvm\Jobs;

use Espo\Core\Job\JobDataLess;
use Espo\Modules\Scvm\Tools\Scoring;
use Espo\Modules\Scvm\Tools\Settings;
use Espo\ORM\EntityManager;
use Scvm\EngineUnavailable;
use Scvm\Model;

/**
 * Scores the contacts whose scores are missing, stale or old.
 *
 * Contacts in error wait for their next save, the nightly batch, or somebody who sets them to stale. The command line may use FFI
 * by default: contacts that web requests could only mark get their scores here.
 */
class Rescore implements JobDataLess
{
    public function __construct(private EntityManager $entityManager, private Scoring $scoring, private Settings $settings)
    {}

    public function run(): void
    {
        $settings = $this->settings->ofLibrary();
        try {
            Model::of($settings);
        } catch (EngineUnavailable $e) {
            $this->scoring->complain($e->getMessage() . '; run the command `scvm score` from the system\'s cron instead of this job');
            return;
        }
        $before = Model::day($settings, '-' . $this->settings->rescoreAfterDays() . ' days');
        $contacts = $this->entityManager->getRDBRepository('Contact')
            ->where(['OR' => [
                ['scvmStatus' => null],
                ['scvmStatus' => ['', 'stale']],
                ['scvmStatus!=' => 'error', 'scvmScoreDate<' => $before],
            ]])
            ->order('scvmScoreDate')
            ->limit(0, $this->settings->rescoreLimit())
            ->find();
        foreach ($contacts as $contact) {
            $this->scoring->score($contact);
        }
    }
}
