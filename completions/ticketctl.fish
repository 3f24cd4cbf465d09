complete --keep-order --exclusive --command ticketctl --arguments "(COMPLETE=fish ticketctl -- (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token))"
