<?php

use Espo\Core\Container;
use Espo\ORM\EntityManager;

/** Included and run by EspoCRM's extension manager. */
class AfterInstall
{
    public function run(Container $container): void
    {
        $entityManager = $container->getByClass(EntityManager::class);
        if (!$entityManager->getRDBRepository('ScheduledJob')->where(['job' => 'ScvmRescore'])->findOne()) {
            $entityManager->createEntity('ScheduledJob', [
                'name' => 'scvm: score contacts that are new, stale or old',
                'job' => 'ScvmRescore',
                'status' => 'Active',
                'scheduling' => '*/5 * * * *',
            ]);
        }
    }
}
