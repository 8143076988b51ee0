var builder = Host.CreateApplicationBuilder(args);
builder.AddClickClack();
return await builder.Build().RunClickClackAsync(args).ConfigureAwait(false);
