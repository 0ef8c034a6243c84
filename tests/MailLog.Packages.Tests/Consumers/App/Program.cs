await MailLog.Consumers.Report.WriteAsync(args[0], Console.Out);
