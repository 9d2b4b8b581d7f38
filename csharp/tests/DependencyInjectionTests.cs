using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Scvm.Tests;

public class DependencyInjectionTests
{
    [Fact]
    public void A_container_has_one_scorer_of_the_model_file_and_disposes_it()
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, Samples.Model);
        Scorer scorer;
        using (ServiceProvider provider = new ServiceCollection().AddScvm(file).BuildServiceProvider())
        {
            scorer = provider.GetRequiredService<Scorer>();
            Assert.Same(scorer, provider.CreateScope().ServiceProvider.GetRequiredService<Scorer>());
            Assert.Equal("sample", provider.GetRequiredService<ScoringModel>().Id);
            Assert.Contains("\"fan\"", scorer.ScoreCustomer(Samples.Record("fan")));
        }
        File.Delete(file);
        Assert.Throws<ObjectDisposedException>(() => scorer.ModelId);
    }

    [Fact]
    public void A_model_that_is_already_a_service_is_kept()
    {
        using ScoringModel model = Samples.ReadModel();
        using ServiceProvider provider = new ServiceCollection().AddSingleton(model)
            .AddScvm(_ => throw new InvalidOperationException("another model")).BuildServiceProvider();
        Assert.Equal("sample", provider.GetRequiredService<Scorer>().ModelId);
        Assert.Equal("modelFile", Assert.Throws<ArgumentNullException>(() => new ServiceCollection().AddScvm((string)null!)).ParamName);
    }
}
