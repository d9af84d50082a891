using Laurel.Server.Commands;

return await CommandLine.Run(args);
