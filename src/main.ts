process.stdout.write('Second Round\n');
