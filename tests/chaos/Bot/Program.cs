using ChaosBot;

var builder = Host.CreateApplicationBuilder(args);
builder.AddClickClack();
builder.Services.AddSingleton<Failures>();
builder.Services.AddHostedService<Pulse>();
return await builder.Build().RunClickClackAsync(args);
