<?php

use Espo\Core\Container;
use Espo\ORM\EntityManager;

/** The job goes, and its entries of the queue. Before an upgrade, too, which makes it anew. Fields and answers stay in the database. */
class BeforeUninstall
{
    public function run(Container $container): void
    {
        $entityManager = $container->getByClass(EntityManager::class);
        foreach ($entityManager->getRDBRepository('ScheduledJob')->where(['job' => 'ScvmRescore'])->find() as $job) {
            foreach ($entityManager->getRDBRepository('Job')->where(['scheduledJobId' => $job->getId()])->find() as $run) {
                $entityManager->getRDBRepository('Job')->deleteFromDb($run->getId());
            }
            $entityManager->getRDBRepository('ScheduledJob')->deleteFromDb($job->getId());
        }
    }
}
