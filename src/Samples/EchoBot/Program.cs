var builder = Host.CreateApplicationBuilder(args);
await using var local = await LocalServer.StartIfNotConfiguredAsync(builder);
builder.AddClickClack();
return await builder.Build().RunClickClackAsync(args);
