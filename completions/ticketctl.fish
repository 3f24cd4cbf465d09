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
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "payment" -d 'The payment to the agent: confirm, and the QR codes to pay by'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "proof" -d 'Payment proofs: upload, list, verify'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "group" -d 'Agents\' groups: add, list, show, test, pause, resume, remove, route, answer'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "push" -d 'Push orders to an agent\'s group; list, show, resolve, ack, retry'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "ocr" -d 'The agent\'s screenshot: import, run, show, text'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "match" -d 'The verdict on the screenshot: show, accept, reject'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "notify" -d 'Notices to buyers: send, list, resend, resolve, template'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "share" -d 'The profit share: list, settle'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "refund" -d 'Refunds: open, leg, complete'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "queue" -d 'What to do now, over all orders, most urgent first'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "next" -d 'The next thing to do, with the exact command'
complete -c ticketctl -n "__fish_ticketctl_needs_command" -f -a "sweep" -d 'Record deadlines that passed and deliveries that were cut short'
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
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from import" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from import" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from import" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from import" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from import" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from import" -s V -l version -d 'Print version'
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
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from cancel" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand order; and __fish_seen_subcommand_from export" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
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
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand form" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand review" -s V -l version -d 'Print version'
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
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand payment" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand proof" -s V -l version -d 'Print version'
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
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -l channel -d 'What carries messages there; this version sends through spool alone' -r -f -a "spool\t'Files in a directory'
wecom-app\t'A chat of a WeCom application'
wecom-robot\t'A WeCom group robot'
telegram\t'A Telegram chat'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -l target -d 'The directory (spool: below the data directory\'s spool/ unless absolute), chat or robot' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -l secret -d 'The name of the channel\'s secret' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -l corp-id -d 'WeCom: the id of the company' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand group; and __fish_seen_subcommand_from add" -l agent-id -d 'WeCom: the id of the application' -r
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
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand push" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand ocr" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand match" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand notify" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand share" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand refund" -s V -l version -d 'Print version'
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
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand event" -s V -l version -d 'Print version'
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
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand smoke" -s V -l version -d 'Print version'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture" -l db -d 'The database file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture" -l config -d 'The configuration file' -r -F
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture" -l operator -d 'Who acts, for the record; the login name if not given' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture" -l lang -d 'The language of labels and messages' -r -f -a "zh\t'Simplified Chinese'
en\t'English'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture" -l json -d 'Print JSON: the whole object, or only these fields' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture" -l jq -d 'Print what this jq expression makes of the JSON' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture" -l format -d 'How to print' -r -f -a "table\t'For people'
json\t'One JSON document'
ndjson\t'One JSON object a line'
csv\t'Comma-separated, safe to open in a spreadsheet'
tsv\t'Tab-separated'
ids\t'Only the ids, one a line'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture" -l key -d 'Do it once for this key: a repeat gives the first result again' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture" -l color -d 'When to colour' -r -f -a "auto\t'If the terminal can'
always\t'Always'
never\t'Never'"
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture" -l now -d 'Sandbox: the time of the command, and of its commit' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture" -l ids -d 'Sandbox: the random parts of ids, `seed:N` or a list' -r
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture" -l dry-run -d 'Run it, tell what would happen, and undo it'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture" -l yes -d 'Answer yes to every question'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture" -l no-input -d 'Never ask: a needed answer is an error'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture" -s q -l quiet -d 'Data, warnings and errors only'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture" -s v -l verbose -d 'Say more'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture" -l reveal -d 'Show personal data; the access is recorded first'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture" -l internal -d 'Show events that the reference pages do not show'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ticketctl -n "__fish_ticketctl_using_subcommand fixture" -s V -l version -d 'Print version'
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
