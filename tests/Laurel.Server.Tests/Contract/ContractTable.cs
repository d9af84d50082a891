namespace Laurel.Server.Tests.Contract;

/// <summary>Which requests are made of each operation.</summary>
internal static class ContractTable
{
    /// <summary>Rows whose requests need nothing from the server first.</summary>
    public static IReadOnlyDictionary<string, Func<ContractWorld, Task<IReadOnlyList<ContractRequest>>>> Of(
        params (string Name, Func<ContractWorld, ContractRequest[]> Make)[] rows) =>
        rows.ToDictionary(
            row => row.Name,
            Func<ContractWorld, Task<IReadOnlyList<ContractRequest>>> (row) => world => Task.FromResult<IReadOnlyList<ContractRequest>>(row.Make(world)),
            StringComparer.Ordinal);

    /// <summary>Rows whose requests name what is there by its id.</summary>
    public static IReadOnlyDictionary<string, Func<ContractWorld, Task<IReadOnlyList<ContractRequest>>>> OfIds(
        params (string Name, Func<ContractWorld, Task<ContractRequest[]>> Make)[] rows) =>
        rows.ToDictionary(
            row => row.Name,
            Func<ContractWorld, Task<IReadOnlyList<ContractRequest>>> (row) => async world => await row.Make(world),
            StringComparer.Ordinal);
}
