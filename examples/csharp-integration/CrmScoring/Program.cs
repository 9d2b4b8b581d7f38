using CrmScoring;

await ScoringApp.Build(args).RunAsync();
