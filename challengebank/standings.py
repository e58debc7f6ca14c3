"""Triggers that keep `Standing` true: after each decision and each recall, whatever program writes it."""

from django.db import connections, transaction

COLUMNS = ("identity_id", "kind", "purpose", "item_type", "locale", "competence", "level", "title")
STANDING = f"""INSERT INTO challengebank_standing (version_id, framework, {", ".join(COLUMNS)})
SELECT v.id, a.framework, {", ".join(f"v.{column}" for column in COLUMNS)}
FROM challengebank_version v JOIN challengebank_decision d ON d.version_id = v.id
JOIN challengebank_versionalignment a ON a.version_id = v.id AND a."primary"
WHERE {{chosen}} d.outcome = 'accepted'
AND NOT EXISTS (SELECT 1 FROM challengebank_recall r WHERE r.version_id = v.id)
AND NOT EXISTS (SELECT 1 FROM challengebank_recall r WHERE r.identity_id = v.identity_id)
{{which}};"""  # noqa: S608 - nothing here comes from outside
"""The tables are named as Django names them."""

ALL = STANDING.format(
    chosen="",
    which="""AND NOT EXISTS (SELECT 1 FROM challengebank_version newer
JOIN challengebank_decision e ON e.version_id = newer.id
WHERE newer.identity_id = v.identity_id AND newer.number > v.number AND e.outcome = 'accepted'
AND NOT EXISTS (SELECT 1 FROM challengebank_recall r WHERE r.version_id = newer.id))""",
)
IDENTITY = "(SELECT identity_id FROM challengebank_version WHERE id = NEW.version_id)"
TOUCHED = {"decision": IDENTITY, "recall": f"COALESCE(NEW.identity_id, {IDENTITY})"}
"""The identity that a new row touches, by table."""

SQLITE = """CREATE TRIGGER IF NOT EXISTS challengebank_{table}_stands AFTER INSERT ON challengebank_{table}
BEGIN {settle} END"""
POSTGRESQL = """CREATE OR REPLACE FUNCTION vivier_{table}_stands() RETURNS trigger LANGUAGE plpgsql
SET enable_seqscan TO off AS $$
BEGIN {settle} RETURN NULL; END $$;
CREATE OR REPLACE TRIGGER challengebank_{table}_stands AFTER INSERT ON challengebank_{table}
FOR EACH ROW EXECUTE FUNCTION vivier_{table}_stands()"""
"""By the indexes, whatever the planner thinks: tables that nobody has analysed yet look small, and were read whole."""


def install(using: str = "default") -> None:
    """Make the triggers, and the rows as they should be; again makes them so again.

    Whoever reads meanwhile finds the rows as they were; a decision that comes meanwhile waits, then settles its own.
    """
    connection = connections[using]
    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for table, identity in TOUCHED.items():
            cursor.execute((POSTGRESQL if postgresql else SQLITE).format(table=table, settle=_settled(identity)))
        with transaction.atomic(using):
            if postgresql:
                cursor.execute("LOCK TABLE challengebank_standing IN SHARE ROW EXCLUSIVE MODE")
            cursor.execute("DELETE FROM challengebank_standing")
            cursor.execute(ALL)


def _settled(identity: str) -> str:
    """SQL: what stands of one identity."""
    newest = STANDING.format(chosen=f"v.identity_id = {identity} AND", which="ORDER BY v.number DESC LIMIT 1")
    return f"DELETE FROM challengebank_standing WHERE identity_id = {identity}; {newest}"  # noqa: S608
