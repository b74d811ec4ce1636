
namespace InspectorHub.Outbox.Storage;

/// <summary>The tables of an outbox, and how files of earlier versions become files of this one.</summary>
internal static class OutboxSchema
{
    /// <summary>One script per version, in order; a file's version is how many it has seen. Never change one: add.</summary>
    internal static IReadOnlyList<string> Migrations { get; } =
    [
        """
        -- Where findings go, and the pace there, shared by all processes. Times are milliseconds since 1970.
        CREATE TABLE lane (
            number INTEGER PRIMARY KEY,
            endpoint TEXT NOT NULL,
            region TEXT NOT NULL,
            account TEXT NOT NULL,
            waiting INTEGER NOT NULL DEFAULT 0,
            waiting_bytes INTEGER NOT NULL DEFAULT 0,
            tokens REAL,
            refilled_at INTEGER NOT NULL DEFAULT 0,
            rate REAL,
            slowed_at INTEGER NOT NULL DEFAULT 0,
            paused_until INTEGER NOT NULL DEFAULT 0,
            UNIQUE (endpoint, region, account)
        );

        -- Findings as they go to the wire. A number is never given twice: it names one version of a finding.
        CREATE TABLE document (number INTEGER PRIMARY KEY AUTOINCREMENT, body BLOB NOT NULL);

        -- What Security Hub has not answered for. State: 0 pending, 1 in flight, 2 refused.
        CREATE TABLE waiting (
            number INTEGER PRIMARY KEY,
            lane INTEGER NOT NULL,
            id TEXT NOT NULL,
            document INTEGER NOT NULL,
            bytes INTEGER NOT NULL,
            state INTEGER NOT NULL DEFAULT 0,
            hash BLOB NOT NULL,
            source_updated_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            created_at TEXT,
            archived INTEGER NOT NULL,
            queued_at INTEGER NOT NULL,
            queued_by TEXT NOT NULL,
            ready_at INTEGER NOT NULL DEFAULT 0,
            attempts INTEGER NOT NULL DEFAULT 0,
            owner TEXT,
            error_code TEXT,
            error_message TEXT,
            UNIQUE (lane, id)
        );
        CREATE INDEX waiting_turn ON waiting (lane, state, number);
        CREATE TRIGGER waiting_in AFTER INSERT ON waiting BEGIN
            UPDATE lane SET waiting = waiting + 1, waiting_bytes = waiting_bytes + new.bytes WHERE number = new.lane;
        END;
        CREATE TRIGGER waiting_change AFTER UPDATE OF bytes ON waiting BEGIN
            UPDATE lane SET waiting_bytes = waiting_bytes + new.bytes - old.bytes WHERE number = new.lane;
        END;
        CREATE TRIGGER waiting_out AFTER DELETE ON waiting BEGIN
            UPDATE lane SET waiting = waiting - 1, waiting_bytes = waiting_bytes - old.bytes WHERE number = old.lane;
        END;

        -- The ledger: the version of each finding that Security Hub has acknowledged last.
        CREATE TABLE acknowledged (
            lane INTEGER NOT NULL,
            id TEXT NOT NULL,
            document INTEGER,
            hash BLOB NOT NULL,
            source_updated_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            created_at TEXT,
            archived INTEGER NOT NULL,
            acknowledged_at INTEGER NOT NULL,
            PRIMARY KEY (lane, id)
        ) WITHOUT ROWID;
        """,
        """
        -- Documents in bundles (Bundle.cs), those from before each in a bundle of its own. Live: how many of a bundle's documents are
        -- still waiting or in the ledger. Who lets go of one without handing it on takes it off; the last one takes the bundle along.
        ALTER TABLE document RENAME TO bundle;
        ALTER TABLE bundle ADD COLUMN packed INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE bundle ADD COLUMN live INTEGER NOT NULL DEFAULT 1;
        UPDATE waiting SET document = document * 128;
        UPDATE acknowledged SET document = document * 128;
        CREATE TRIGGER waiting_document AFTER UPDATE OF document ON waiting WHEN old.document IS NOT new.document BEGIN
            UPDATE bundle SET live = live - 1 WHERE number = old.document / 128;
            DELETE FROM bundle WHERE number = old.document / 128 AND live <= 0;
        END;
        CREATE TRIGGER acknowledged_document AFTER UPDATE OF document ON acknowledged WHEN old.document IS NOT new.document BEGIN
            UPDATE bundle SET live = live - 1 WHERE number = old.document / 128;
            DELETE FROM bundle WHERE number = old.document / 128 AND live <= 0;
        END;
        CREATE TRIGGER acknowledged_out AFTER DELETE ON acknowledged BEGIN
            UPDATE bundle SET live = live - 1 WHERE number = old.document / 128;
            DELETE FROM bundle WHERE number = old.document / 128 AND live <= 0;
        END;

        -- Each index holds only the rows that somebody looks for by it.
        DROP INDEX waiting_turn;
        CREATE INDEX waiting_turn ON waiting (lane, number) WHERE state = 0;
        CREATE INDEX waiting_flight ON waiting (owner) WHERE state = 1;
        CREATE INDEX waiting_refused ON waiting (lane) WHERE state = 2;

        -- For what Security Hub has dropped, and the ledger may forget.
        CREATE INDEX acknowledged_age ON acknowledged (archived, acknowledged_at);
        """,
        """
        -- When Security Hub, or nobody, answered last about a finding, and since when the one that has it in flight has it.
        ALTER TABLE waiting ADD COLUMN answered_at INTEGER;
        ALTER TABLE waiting ADD COLUMN leased_at INTEGER;
        """,
    ];

    /// <summary>Within a transaction: brings a file to this version.</summary>
    /// <exception cref="OutboxException">A later version of the module has made it, or another program.</exception>
    public static void Migrate(OutboxConnection connection, string path)
    {
        var version = VersionOf(connection, path);
        if (version == Migrations.Count) return;

        foreach (var migration in Migrations.Skip(version)) connection.Run(migration);
        connection.Run($"PRAGMA user_version = {Migrations.Count}");
    }

    /// <summary>Whether a file is of this version.</summary>
    /// <inheritdoc cref="Migrate"/>
    public static bool IsCurrent(OutboxConnection connection, string path) => VersionOf(connection, path) == Migrations.Count;

    private static int VersionOf(OutboxConnection connection, string path)
    {
        var version = (int)connection.Number("PRAGMA user_version");
        if (version > Migrations.Count)
            throw new OutboxException(
                OutboxFailure.TooNew,
                $"The outbox {path} was made by a later version of InspectorHub (its schema is {version}, this version knows " +
                $"{Migrations.Count}). Use that version, or another file.");
        if (version == 0 && connection.Number("SELECT count(*) FROM sqlite_master") > 0)
            throw new OutboxException(
                OutboxFailure.Inaccessible, $"{path} is a database of another program. It is left as it is; name another file.");
        return version;
    }
}
