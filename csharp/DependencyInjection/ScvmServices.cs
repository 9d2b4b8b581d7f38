using System;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Scvm;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>scvm as services of a container.</summary>
public static class ScvmServices
{
    /// <summary>Adds a <see cref="ScoringModel"/> and its <see cref="Scorer"/>, one each for the whole application, which the container
    /// disposes. They are made when they are first asked for: ask for the scorer at the start, so that a model that does not load
    /// stops the start and not the first customer. What is already a service is kept.</summary>
    /// <param name="services">The services.</param>
    /// <param name="modelFile">Where the model file lies (docs/model-file.md).</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddScvm(this IServiceCollection services, string modelFile)
    {
        if (modelFile is null)
        {
            throw new ArgumentNullException(nameof(modelFile));
        }
        return services.AddScvm(_ => ScoringModel.FromFile(modelFile));
    }

    /// <inheritdoc cref="AddScvm(IServiceCollection, string)"/>
    /// <param name="services">The services.</param>
    /// <param name="model">Makes the model, which the container disposes.</param>
    public static IServiceCollection AddScvm(this IServiceCollection services, Func<IServiceProvider, ScoringModel> model)
    {
        if (model is null)
        {
            throw new ArgumentNullException(nameof(model));
        }
        services.TryAddSingleton(model);
        services.TryAddSingleton(provider => new Scorer(provider.GetRequiredService<ScoringModel>()));
        return services;
    }
}
