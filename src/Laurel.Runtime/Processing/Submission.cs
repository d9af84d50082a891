using Laurel.Core.Inputs;
using Laurel.Runtime.Spaces;

namespace Laurel.Runtime.Processing;

/// <summary>An input on its way to the processor.</summary>
/// <param name="Space">Where it belongs.</param>
/// <param name="Input">What happened. With <paramref name="AtArrival"/>, its instant is set when the processor takes it.</param>
/// <param name="IsKeyed">Its id follows from an idempotency key: the second one is answered, not applied.</param>
/// <param name="AtArrival">It happens now, whatever instant it carries.</param>
public sealed record Submission(Space Space, Input Input, bool IsKeyed, bool AtArrival);
