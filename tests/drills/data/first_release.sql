-- The tables and rows of Leerrecht as of 22 November 2026 (decision 1006): three schools, twelve pupils, invented.
CREATE TYPE public.procrastinate_job_event_type AS ENUM (
    'deferred',
    'started',
    'deferred_for_retry',
    'failed',
    'succeeded',
    'cancelled',
    'abort_requested',
    'aborted',
    'scheduled',
    'retried'
);
CREATE TYPE public.procrastinate_job_status AS ENUM (
    'todo',
    'doing',
    'succeeded',
    'failed',
    'cancelled',
    'aborting',
    'aborted'
);
CREATE TYPE public.procrastinate_job_to_defer_v1 AS (
	queue_name character varying,
	task_name character varying,
	priority integer,
	lock text,
	queueing_lock text,
	args jsonb,
	scheduled_at timestamp with time zone
);
CREATE FUNCTION public._pgh_attach_context() RETURNS uuid
    LANGUAGE plpgsql
    AS $$
                    DECLARE
                        _pgh_context_id UUID;
                        _pgh_context_metadata JSONB;
                    BEGIN
                        BEGIN
                            SELECT INTO _pgh_context_id
                                CURRENT_SETTING('pghistory.context_id');
                            SELECT INTO _pgh_context_metadata
                                CURRENT_SETTING('pghistory.context_metadata');
                            EXCEPTION WHEN OTHERS THEN
                        END;
                        IF _pgh_context_id IS NOT NULL AND _pgh_context_metadata IS NOT NULL THEN
                            INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
                                VALUES (_pgh_context_id, _pgh_context_metadata, NOW(), NOW())
                                ON CONFLICT (id) DO UPDATE
                                    SET metadata = EXCLUDED.metadata,
                                        updated_at = EXCLUDED.updated_at
                                    WHERE pghistory_context.metadata != EXCLUDED.metadata;
                            RETURN _pgh_context_id;
                        ELSE
                            RETURN NULL;
                        END IF;
                    END;
                $$;
CREATE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
                DECLARE
                    _pgtrigger_ignore TEXT[];
                    _result BOOLEAN;
                BEGIN
                    BEGIN
                        SELECT INTO _pgtrigger_ignore
                            CURRENT_SETTING('pgtrigger.ignore');
                        EXCEPTION WHEN OTHERS THEN
                    END;
                    IF _pgtrigger_ignore IS NOT NULL THEN
                        SELECT trigger_name = ANY(_pgtrigger_ignore)
                        INTO _result;
                        RETURN _result;
                    ELSE
                        RETURN FALSE;
                    END IF;
                END;
            $$;
CREATE FUNCTION public.attendance_keep_half_day() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO attendance_halfdayhistory (change, replaced_by_id, school_year, pupil_id, date, part, enrolment_id, school_id, mark, ground, sub_code_id, late_minutes, verification, certificate_id, approved_by_id, approved_at, source, entered_by_id, entered_at, version)
    SELECT CASE TG_OP WHEN 'UPDATE' THEN 'U' ELSE 'D' END,
           nullif(current_setting('leerrecht.user', true), '')::bigint,
           (OLD).school_year, (OLD).pupil_id, (OLD).date, (OLD).part, (OLD).enrolment_id, (OLD).school_id,
           (OLD).mark, (OLD).ground, (OLD).sub_code_id, (OLD).late_minutes, (OLD).verification,
           (OLD).certificate_id, (OLD).approved_by_id, (OLD).approved_at, (OLD).source, (OLD).entered_by_id,
           (OLD).entered_at, (OLD).version;
    RETURN NULL;
END $$;
CREATE FUNCTION public.pgtrigger_insert_insert_4cc4b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "attendance_certificateevent" ("doubtful", "first_day", "id", "kind", "last_day", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "received_on", "registered_at", "registered_by_id", "school_id", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."doubtful", NEW."first_day", NEW."id", NEW."kind", NEW."last_day", NEW."note", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."pupil_id", NEW."received_on", NEW."registered_at", NEW."registered_by_id", NEW."school_id", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_58971() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "people_contactevent" ("barred", "email", "id", "interpreter", "language", "legal_role", "lives_with", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "pupil_id", "relation", "verified_on") VALUES (NEW."barred", NEW."email", NEW."id", NEW."interpreter", NEW."language", NEW."legal_role", NEW."lives_with", NEW."name", NEW."order", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."phone", NEW."pupil_id", NEW."relation", NEW."verified_on"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_71736() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "people_pupilevent" ("birth_date", "created_at", "diploma_on", "distance_km", "domicile", "first_name", "gender", "home_language", "id", "insz", "last_name", "merged_into_id", "nationality", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "register_entry", "residence", "ses_allowance", "ses_home_language", "ses_mother_education", "ses_neighbourhood", "sort_key", "two_years_so_ended_on") VALUES (NEW."birth_date", NEW."created_at", NEW."diploma_on", NEW."distance_km", NEW."domicile", NEW."first_name", NEW."gender", NEW."home_language", NEW."id", NEW."insz", NEW."last_name", NEW."merged_into_id", NEW."nationality", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."register_entry", NEW."residence", NEW."ses_allowance", NEW."ses_home_language", NEW."ses_mother_education", NEW."ses_neighbourhood", NEW."sort_key", NEW."two_years_so_ended_on"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_d602f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "enrolment_enrolmentevent" ("administratieve_groep", "b_brought_along", "buo_type", "finaliteit", "grade", "id", "kind", "leave_reason", "level", "location_id", "onderwijsvorm", "opleidingsvorm", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "school_year", "share", "stroom", "studierichting", "track") VALUES (NEW."administratieve_groep", NEW."b_brought_along", NEW."buo_type", NEW."finaliteit", NEW."grade", NEW."id", NEW."kind", NEW."leave_reason", NEW."level", NEW."location_id", NEW."onderwijsvorm", NEW."opleidingsvorm", NEW."period", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."pupil_id", NEW."school_id", NEW."school_year", NEW."share", NEW."stroom", NEW."studierichting", NEW."track"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_32e4e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "enrolment_enrolmentevent" ("administratieve_groep", "b_brought_along", "buo_type", "finaliteit", "grade", "id", "kind", "leave_reason", "level", "location_id", "onderwijsvorm", "opleidingsvorm", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "school_year", "share", "stroom", "studierichting", "track") VALUES (NEW."administratieve_groep", NEW."b_brought_along", NEW."buo_type", NEW."finaliteit", NEW."grade", NEW."id", NEW."kind", NEW."leave_reason", NEW."level", NEW."location_id", NEW."onderwijsvorm", NEW."opleidingsvorm", NEW."period", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."pupil_id", NEW."school_id", NEW."school_year", NEW."share", NEW."stroom", NEW."studierichting", NEW."track"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_63a73() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "attendance_certificateevent" ("doubtful", "first_day", "id", "kind", "last_day", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "received_on", "registered_at", "registered_by_id", "school_id", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."doubtful", NEW."first_day", NEW."id", NEW."kind", NEW."last_day", NEW."note", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."pupil_id", NEW."received_on", NEW."registered_at", NEW."registered_by_id", NEW."school_id", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_69d53() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "people_pupilevent" ("birth_date", "created_at", "diploma_on", "distance_km", "domicile", "first_name", "gender", "home_language", "id", "insz", "last_name", "merged_into_id", "nationality", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "register_entry", "residence", "ses_allowance", "ses_home_language", "ses_mother_education", "ses_neighbourhood", "sort_key", "two_years_so_ended_on") VALUES (NEW."birth_date", NEW."created_at", NEW."diploma_on", NEW."distance_km", NEW."domicile", NEW."first_name", NEW."gender", NEW."home_language", NEW."id", NEW."insz", NEW."last_name", NEW."merged_into_id", NEW."nationality", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."register_entry", NEW."residence", NEW."ses_allowance", NEW."ses_home_language", NEW."ses_mother_education", NEW."ses_neighbourhood", NEW."sort_key", NEW."two_years_so_ended_on"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_daf96() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "people_contactevent" ("barred", "email", "id", "interpreter", "language", "legal_role", "lives_with", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "pupil_id", "relation", "verified_on") VALUES (NEW."barred", NEW."email", NEW."id", NEW."interpreter", NEW."language", NEW."legal_role", NEW."lives_with", NEW."name", NEW."order", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."phone", NEW."pupil_id", NEW."relation", NEW."verified_on"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;
CREATE FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;
    RETURN job_ids;
END;
$$;
CREATE FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
	_job_id bigint;
	_defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;
    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;
    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;
    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;
    RETURN _job_id;
END;
$$;
CREATE TABLE public.procrastinate_jobs (
    id bigint NOT NULL,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    lock text,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    status public.procrastinate_job_status DEFAULT 'todo'::public.procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    queueing_lock text,
    priority integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint,
    CONSTRAINT check_not_todo_abort_requested CHECK ((NOT ((status = 'todo'::public.procrastinate_job_status) AND (abort_requested = true))))
);
CREATE FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) RETURNS public.procrastinate_jobs
    LANGUAGE plpgsql
    AS $$
DECLARE
	found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;
 RETURN found_jobs;
END;
$$;
CREATE FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;
CREATE FUNCTION public.procrastinate_notify_queue_abort_job_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_notify_queue_job_inserted_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;
CREATE FUNCTION public.procrastinate_register_worker_v1() RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;
CREATE FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;
CREATE FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;
END;
$$;
CREATE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_trigger_function_status_events_update_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_unlink_periodic_defers_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;
CREATE FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;
CREATE FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;
CREATE TABLE public.access_logentry (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    actor_id bigint,
    actor character varying(80) NOT NULL,
    act character varying(40) NOT NULL,
    kind character varying(60) NOT NULL,
    object_id character varying(60) NOT NULL,
    pupil_id bigint,
    organisation_id bigint,
    why character varying(120) NOT NULL,
    detail jsonb NOT NULL
);
ALTER TABLE public.access_logentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.access_logentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.access_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL,
    account_id bigint
);
CREATE TABLE public.access_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    username character varying(60) NOT NULL,
    first_name character varying(80) NOT NULL,
    last_name character varying(120) NOT NULL,
    email character varying(254) NOT NULL,
    is_active boolean NOT NULL,
    demo boolean NOT NULL,
    created_at timestamp with time zone NOT NULL
);
ALTER TABLE public.access_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.access_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);
ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.attendance_certificate (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    doubtful boolean NOT NULL,
    note character varying(300) NOT NULL,
    received_on date NOT NULL,
    registered_by_id bigint,
    registered_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_by_id bigint,
    pupil_id bigint NOT NULL,
    scan_id uuid,
    school_id bigint NOT NULL,
    CONSTRAINT certificate_ends_after_begin CHECK ((last_day >= first_day)),
    CONSTRAINT certificate_withdrawn_by_somebody CHECK ((((withdrawn_at IS NULL) AND (withdrawn_by_id IS NULL)) OR (withdrawn_at IS NOT NULL)))
);
ALTER TABLE public.attendance_certificate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attendance_certificate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.attendance_certificateevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    doubtful boolean NOT NULL,
    note character varying(300) NOT NULL,
    received_on date NOT NULL,
    registered_by_id bigint,
    registered_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_by_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    pupil_id bigint NOT NULL,
    school_id bigint NOT NULL
);
ALTER TABLE public.attendance_certificateevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attendance_certificateevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.attendance_halfday (
    school_year smallint NOT NULL,
    pupil_id bigint NOT NULL,
    date date NOT NULL,
    part character varying(2) NOT NULL,
    enrolment_id bigint NOT NULL,
    school_id bigint NOT NULL,
    mark character varying(1) NOT NULL,
    ground character varying(40) DEFAULT ''::character varying NOT NULL,
    sub_code_id bigint,
    late_minutes smallint,
    verification character varying(12) DEFAULT ''::character varying NOT NULL,
    certificate_id bigint,
    approved_by_id bigint,
    approved_at timestamp with time zone,
    source character varying(10) NOT NULL,
    entered_by_id bigint,
    entered_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT half_day_approved_p CHECK ((((approved_at IS NULL) AND (approved_by_id IS NULL)) OR ((approved_at IS NOT NULL) AND ((mark)::text = 'P'::text)))),
    CONSTRAINT half_day_late_minutes CHECK (((late_minutes IS NULL) OR ((mark)::text = 'L'::text))),
    CONSTRAINT half_day_mark CHECK (((mark)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying, 'H'::character varying, 'M'::character varying, 'P'::character varying, 'R'::character varying, 'Z'::character varying, '-'::character varying, 'L'::character varying])::text[]))),
    CONSTRAINT half_day_part CHECK (((part)::text = ANY ((ARRAY['vm'::character varying, 'nm'::character varying])::text[]))),
    CONSTRAINT half_day_school_year CHECK (((date >= make_date((school_year)::integer, 9, 1)) AND (date < make_date((school_year + 1), 9, 1)))),
    CONSTRAINT half_day_verification CHECK ((((verification)::text = ''::text) OR (((mark)::text = 'B'::text) AND ((verification)::text = ANY ((ARRAY['aanvaard'::character varying, 'verworpen'::character varying])::text[]))))),
    CONSTRAINT half_day_weekday CHECK (((EXTRACT(isodow FROM date) <= (5)::numeric) AND (NOT ((EXTRACT(isodow FROM date) = (3)::numeric) AND ((part)::text = 'nm'::text)))))
)
PARTITION BY LIST (school_year);
CREATE TABLE public.attendance_halfday_2015 (
    school_year smallint CONSTRAINT attendance_halfday_school_year_not_null NOT NULL,
    pupil_id bigint CONSTRAINT attendance_halfday_pupil_id_not_null NOT NULL,
    date date CONSTRAINT attendance_halfday_date_not_null NOT NULL,
    part character varying(2) CONSTRAINT attendance_halfday_part_not_null NOT NULL,
    enrolment_id bigint CONSTRAINT attendance_halfday_enrolment_id_not_null NOT NULL,
    school_id bigint CONSTRAINT attendance_halfday_school_id_not_null NOT NULL,
    mark character varying(1) CONSTRAINT attendance_halfday_mark_not_null NOT NULL,
    ground character varying(40) DEFAULT ''::character varying CONSTRAINT attendance_halfday_ground_not_null NOT NULL,
    sub_code_id bigint,
    late_minutes smallint,
    verification character varying(12) DEFAULT ''::character varying CONSTRAINT attendance_halfday_verification_not_null NOT NULL,
    certificate_id bigint,
    approved_by_id bigint,
    approved_at timestamp with time zone,
    source character varying(10) CONSTRAINT attendance_halfday_source_not_null NOT NULL,
    entered_by_id bigint,
    entered_at timestamp with time zone DEFAULT now() CONSTRAINT attendance_halfday_entered_at_not_null NOT NULL,
    version integer DEFAULT 1 CONSTRAINT attendance_halfday_version_not_null NOT NULL,
    CONSTRAINT half_day_approved_p CHECK ((((approved_at IS NULL) AND (approved_by_id IS NULL)) OR ((approved_at IS NOT NULL) AND ((mark)::text = 'P'::text)))),
    CONSTRAINT half_day_late_minutes CHECK (((late_minutes IS NULL) OR ((mark)::text = 'L'::text))),
    CONSTRAINT half_day_mark CHECK (((mark)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying, 'H'::character varying, 'M'::character varying, 'P'::character varying, 'R'::character varying, 'Z'::character varying, '-'::character varying, 'L'::character varying])::text[]))),
    CONSTRAINT half_day_part CHECK (((part)::text = ANY ((ARRAY['vm'::character varying, 'nm'::character varying])::text[]))),
    CONSTRAINT half_day_school_year CHECK (((date >= make_date((school_year)::integer, 9, 1)) AND (date < make_date((school_year + 1), 9, 1)))),
    CONSTRAINT half_day_verification CHECK ((((verification)::text = ''::text) OR (((mark)::text = 'B'::text) AND ((verification)::text = ANY ((ARRAY['aanvaard'::character varying, 'verworpen'::character varying])::text[]))))),
    CONSTRAINT half_day_weekday CHECK (((EXTRACT(isodow FROM date) <= (5)::numeric) AND (NOT ((EXTRACT(isodow FROM date) = (3)::numeric) AND ((part)::text = 'nm'::text)))))
);
CREATE TABLE public.attendance_halfday_2016 (
    school_year smallint CONSTRAINT attendance_halfday_school_year_not_null NOT NULL,
    pupil_id bigint CONSTRAINT attendance_halfday_pupil_id_not_null NOT NULL,
    date date CONSTRAINT attendance_halfday_date_not_null NOT NULL,
    part character varying(2) CONSTRAINT attendance_halfday_part_not_null NOT NULL,
    enrolment_id bigint CONSTRAINT attendance_halfday_enrolment_id_not_null NOT NULL,
    school_id bigint CONSTRAINT attendance_halfday_school_id_not_null NOT NULL,
    mark character varying(1) CONSTRAINT attendance_halfday_mark_not_null NOT NULL,
    ground character varying(40) DEFAULT ''::character varying CONSTRAINT attendance_halfday_ground_not_null NOT NULL,
    sub_code_id bigint,
    late_minutes smallint,
    verification character varying(12) DEFAULT ''::character varying CONSTRAINT attendance_halfday_verification_not_null NOT NULL,
    certificate_id bigint,
    approved_by_id bigint,
    approved_at timestamp with time zone,
    source character varying(10) CONSTRAINT attendance_halfday_source_not_null NOT NULL,
    entered_by_id bigint,
    entered_at timestamp with time zone DEFAULT now() CONSTRAINT attendance_halfday_entered_at_not_null NOT NULL,
    version integer DEFAULT 1 CONSTRAINT attendance_halfday_version_not_null NOT NULL,
    CONSTRAINT half_day_approved_p CHECK ((((approved_at IS NULL) AND (approved_by_id IS NULL)) OR ((approved_at IS NOT NULL) AND ((mark)::text = 'P'::text)))),
    CONSTRAINT half_day_late_minutes CHECK (((late_minutes IS NULL) OR ((mark)::text = 'L'::text))),
    CONSTRAINT half_day_mark CHECK (((mark)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying, 'H'::character varying, 'M'::character varying, 'P'::character varying, 'R'::character varying, 'Z'::character varying, '-'::character varying, 'L'::character varying])::text[]))),
    CONSTRAINT half_day_part CHECK (((part)::text = ANY ((ARRAY['vm'::character varying, 'nm'::character varying])::text[]))),
    CONSTRAINT half_day_school_year CHECK (((date >= make_date((school_year)::integer, 9, 1)) AND (date < make_date((school_year + 1), 9, 1)))),
    CONSTRAINT half_day_verification CHECK ((((verification)::text = ''::text) OR (((mark)::text = 'B'::text) AND ((verification)::text = ANY ((ARRAY['aanvaard'::character varying, 'verworpen'::character varying])::text[]))))),
    CONSTRAINT half_day_weekday CHECK (((EXTRACT(isodow FROM date) <= (5)::numeric) AND (NOT ((EXTRACT(isodow FROM date) = (3)::numeric) AND ((part)::text = 'nm'::text)))))
);
CREATE TABLE public.attendance_halfday_2017 (
    school_year smallint CONSTRAINT attendance_halfday_school_year_not_null NOT NULL,
    pupil_id bigint CONSTRAINT attendance_halfday_pupil_id_not_null NOT NULL,
    date date CONSTRAINT attendance_halfday_date_not_null NOT NULL,
    part character varying(2) CONSTRAINT attendance_halfday_part_not_null NOT NULL,
    enrolment_id bigint CONSTRAINT attendance_halfday_enrolment_id_not_null NOT NULL,
    school_id bigint CONSTRAINT attendance_halfday_school_id_not_null NOT NULL,
    mark character varying(1) CONSTRAINT attendance_halfday_mark_not_null NOT NULL,
    ground character varying(40) DEFAULT ''::character varying CONSTRAINT attendance_halfday_ground_not_null NOT NULL,
    sub_code_id bigint,
    late_minutes smallint,
    verification character varying(12) DEFAULT ''::character varying CONSTRAINT attendance_halfday_verification_not_null NOT NULL,
    certificate_id bigint,
    approved_by_id bigint,
    approved_at timestamp with time zone,
    source character varying(10) CONSTRAINT attendance_halfday_source_not_null NOT NULL,
    entered_by_id bigint,
    entered_at timestamp with time zone DEFAULT now() CONSTRAINT attendance_halfday_entered_at_not_null NOT NULL,
    version integer DEFAULT 1 CONSTRAINT attendance_halfday_version_not_null NOT NULL,
    CONSTRAINT half_day_approved_p CHECK ((((approved_at IS NULL) AND (approved_by_id IS NULL)) OR ((approved_at IS NOT NULL) AND ((mark)::text = 'P'::text)))),
    CONSTRAINT half_day_late_minutes CHECK (((late_minutes IS NULL) OR ((mark)::text = 'L'::text))),
    CONSTRAINT half_day_mark CHECK (((mark)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying, 'H'::character varying, 'M'::character varying, 'P'::character varying, 'R'::character varying, 'Z'::character varying, '-'::character varying, 'L'::character varying])::text[]))),
    CONSTRAINT half_day_part CHECK (((part)::text = ANY ((ARRAY['vm'::character varying, 'nm'::character varying])::text[]))),
    CONSTRAINT half_day_school_year CHECK (((date >= make_date((school_year)::integer, 9, 1)) AND (date < make_date((school_year + 1), 9, 1)))),
    CONSTRAINT half_day_verification CHECK ((((verification)::text = ''::text) OR (((mark)::text = 'B'::text) AND ((verification)::text = ANY ((ARRAY['aanvaard'::character varying, 'verworpen'::character varying])::text[]))))),
    CONSTRAINT half_day_weekday CHECK (((EXTRACT(isodow FROM date) <= (5)::numeric) AND (NOT ((EXTRACT(isodow FROM date) = (3)::numeric) AND ((part)::text = 'nm'::text)))))
);
CREATE TABLE public.attendance_halfday_2018 (
    school_year smallint CONSTRAINT attendance_halfday_school_year_not_null NOT NULL,
    pupil_id bigint CONSTRAINT attendance_halfday_pupil_id_not_null NOT NULL,
    date date CONSTRAINT attendance_halfday_date_not_null NOT NULL,
    part character varying(2) CONSTRAINT attendance_halfday_part_not_null NOT NULL,
    enrolment_id bigint CONSTRAINT attendance_halfday_enrolment_id_not_null NOT NULL,
    school_id bigint CONSTRAINT attendance_halfday_school_id_not_null NOT NULL,
    mark character varying(1) CONSTRAINT attendance_halfday_mark_not_null NOT NULL,
    ground character varying(40) DEFAULT ''::character varying CONSTRAINT attendance_halfday_ground_not_null NOT NULL,
    sub_code_id bigint,
    late_minutes smallint,
    verification character varying(12) DEFAULT ''::character varying CONSTRAINT attendance_halfday_verification_not_null NOT NULL,
    certificate_id bigint,
    approved_by_id bigint,
    approved_at timestamp with time zone,
    source character varying(10) CONSTRAINT attendance_halfday_source_not_null NOT NULL,
    entered_by_id bigint,
    entered_at timestamp with time zone DEFAULT now() CONSTRAINT attendance_halfday_entered_at_not_null NOT NULL,
    version integer DEFAULT 1 CONSTRAINT attendance_halfday_version_not_null NOT NULL,
    CONSTRAINT half_day_approved_p CHECK ((((approved_at IS NULL) AND (approved_by_id IS NULL)) OR ((approved_at IS NOT NULL) AND ((mark)::text = 'P'::text)))),
    CONSTRAINT half_day_late_minutes CHECK (((late_minutes IS NULL) OR ((mark)::text = 'L'::text))),
    CONSTRAINT half_day_mark CHECK (((mark)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying, 'H'::character varying, 'M'::character varying, 'P'::character varying, 'R'::character varying, 'Z'::character varying, '-'::character varying, 'L'::character varying])::text[]))),
    CONSTRAINT half_day_part CHECK (((part)::text = ANY ((ARRAY['vm'::character varying, 'nm'::character varying])::text[]))),
    CONSTRAINT half_day_school_year CHECK (((date >= make_date((school_year)::integer, 9, 1)) AND (date < make_date((school_year + 1), 9, 1)))),
    CONSTRAINT half_day_verification CHECK ((((verification)::text = ''::text) OR (((mark)::text = 'B'::text) AND ((verification)::text = ANY ((ARRAY['aanvaard'::character varying, 'verworpen'::character varying])::text[]))))),
    CONSTRAINT half_day_weekday CHECK (((EXTRACT(isodow FROM date) <= (5)::numeric) AND (NOT ((EXTRACT(isodow FROM date) = (3)::numeric) AND ((part)::text = 'nm'::text)))))
);
CREATE TABLE public.attendance_halfday_2019 (
    school_year smallint CONSTRAINT attendance_halfday_school_year_not_null NOT NULL,
    pupil_id bigint CONSTRAINT attendance_halfday_pupil_id_not_null NOT NULL,
    date date CONSTRAINT attendance_halfday_date_not_null NOT NULL,
    part character varying(2) CONSTRAINT attendance_halfday_part_not_null NOT NULL,
    enrolment_id bigint CONSTRAINT attendance_halfday_enrolment_id_not_null NOT NULL,
    school_id bigint CONSTRAINT attendance_halfday_school_id_not_null NOT NULL,
    mark character varying(1) CONSTRAINT attendance_halfday_mark_not_null NOT NULL,
    ground character varying(40) DEFAULT ''::character varying CONSTRAINT attendance_halfday_ground_not_null NOT NULL,
    sub_code_id bigint,
    late_minutes smallint,
    verification character varying(12) DEFAULT ''::character varying CONSTRAINT attendance_halfday_verification_not_null NOT NULL,
    certificate_id bigint,
    approved_by_id bigint,
    approved_at timestamp with time zone,
    source character varying(10) CONSTRAINT attendance_halfday_source_not_null NOT NULL,
    entered_by_id bigint,
    entered_at timestamp with time zone DEFAULT now() CONSTRAINT attendance_halfday_entered_at_not_null NOT NULL,
    version integer DEFAULT 1 CONSTRAINT attendance_halfday_version_not_null NOT NULL,
    CONSTRAINT half_day_approved_p CHECK ((((approved_at IS NULL) AND (approved_by_id IS NULL)) OR ((approved_at IS NOT NULL) AND ((mark)::text = 'P'::text)))),
    CONSTRAINT half_day_late_minutes CHECK (((late_minutes IS NULL) OR ((mark)::text = 'L'::text))),
    CONSTRAINT half_day_mark CHECK (((mark)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying, 'H'::character varying, 'M'::character varying, 'P'::character varying, 'R'::character varying, 'Z'::character varying, '-'::character varying, 'L'::character varying])::text[]))),
    CONSTRAINT half_day_part CHECK (((part)::text = ANY ((ARRAY['vm'::character varying, 'nm'::character varying])::text[]))),
    CONSTRAINT half_day_school_year CHECK (((date >= make_date((school_year)::integer, 9, 1)) AND (date < make_date((school_year + 1), 9, 1)))),
    CONSTRAINT half_day_verification CHECK ((((verification)::text = ''::text) OR (((mark)::text = 'B'::text) AND ((verification)::text = ANY ((ARRAY['aanvaard'::character varying, 'verworpen'::character varying])::text[]))))),
    CONSTRAINT half_day_weekday CHECK (((EXTRACT(isodow FROM date) <= (5)::numeric) AND (NOT ((EXTRACT(isodow FROM date) = (3)::numeric) AND ((part)::text = 'nm'::text)))))
);
CREATE TABLE public.attendance_halfday_2020 (
    school_year smallint CONSTRAINT attendance_halfday_school_year_not_null NOT NULL,
    pupil_id bigint CONSTRAINT attendance_halfday_pupil_id_not_null NOT NULL,
    date date CONSTRAINT attendance_halfday_date_not_null NOT NULL,
    part character varying(2) CONSTRAINT attendance_halfday_part_not_null NOT NULL,
    enrolment_id bigint CONSTRAINT attendance_halfday_enrolment_id_not_null NOT NULL,
    school_id bigint CONSTRAINT attendance_halfday_school_id_not_null NOT NULL,
    mark character varying(1) CONSTRAINT attendance_halfday_mark_not_null NOT NULL,
    ground character varying(40) DEFAULT ''::character varying CONSTRAINT attendance_halfday_ground_not_null NOT NULL,
    sub_code_id bigint,
    late_minutes smallint,
    verification character varying(12) DEFAULT ''::character varying CONSTRAINT attendance_halfday_verification_not_null NOT NULL,
    certificate_id bigint,
    approved_by_id bigint,
    approved_at timestamp with time zone,
    source character varying(10) CONSTRAINT attendance_halfday_source_not_null NOT NULL,
    entered_by_id bigint,
    entered_at timestamp with time zone DEFAULT now() CONSTRAINT attendance_halfday_entered_at_not_null NOT NULL,
    version integer DEFAULT 1 CONSTRAINT attendance_halfday_version_not_null NOT NULL,
    CONSTRAINT half_day_approved_p CHECK ((((approved_at IS NULL) AND (approved_by_id IS NULL)) OR ((approved_at IS NOT NULL) AND ((mark)::text = 'P'::text)))),
    CONSTRAINT half_day_late_minutes CHECK (((late_minutes IS NULL) OR ((mark)::text = 'L'::text))),
    CONSTRAINT half_day_mark CHECK (((mark)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying, 'H'::character varying, 'M'::character varying, 'P'::character varying, 'R'::character varying, 'Z'::character varying, '-'::character varying, 'L'::character varying])::text[]))),
    CONSTRAINT half_day_part CHECK (((part)::text = ANY ((ARRAY['vm'::character varying, 'nm'::character varying])::text[]))),
    CONSTRAINT half_day_school_year CHECK (((date >= make_date((school_year)::integer, 9, 1)) AND (date < make_date((school_year + 1), 9, 1)))),
    CONSTRAINT half_day_verification CHECK ((((verification)::text = ''::text) OR (((mark)::text = 'B'::text) AND ((verification)::text = ANY ((ARRAY['aanvaard'::character varying, 'verworpen'::character varying])::text[]))))),
    CONSTRAINT half_day_weekday CHECK (((EXTRACT(isodow FROM date) <= (5)::numeric) AND (NOT ((EXTRACT(isodow FROM date) = (3)::numeric) AND ((part)::text = 'nm'::text)))))
);
CREATE TABLE public.attendance_halfday_2021 (
    school_year smallint CONSTRAINT attendance_halfday_school_year_not_null NOT NULL,
    pupil_id bigint CONSTRAINT attendance_halfday_pupil_id_not_null NOT NULL,
    date date CONSTRAINT attendance_halfday_date_not_null NOT NULL,
    part character varying(2) CONSTRAINT attendance_halfday_part_not_null NOT NULL,
    enrolment_id bigint CONSTRAINT attendance_halfday_enrolment_id_not_null NOT NULL,
    school_id bigint CONSTRAINT attendance_halfday_school_id_not_null NOT NULL,
    mark character varying(1) CONSTRAINT attendance_halfday_mark_not_null NOT NULL,
    ground character varying(40) DEFAULT ''::character varying CONSTRAINT attendance_halfday_ground_not_null NOT NULL,
    sub_code_id bigint,
    late_minutes smallint,
    verification character varying(12) DEFAULT ''::character varying CONSTRAINT attendance_halfday_verification_not_null NOT NULL,
    certificate_id bigint,
    approved_by_id bigint,
    approved_at timestamp with time zone,
    source character varying(10) CONSTRAINT attendance_halfday_source_not_null NOT NULL,
    entered_by_id bigint,
    entered_at timestamp with time zone DEFAULT now() CONSTRAINT attendance_halfday_entered_at_not_null NOT NULL,
    version integer DEFAULT 1 CONSTRAINT attendance_halfday_version_not_null NOT NULL,
    CONSTRAINT half_day_approved_p CHECK ((((approved_at IS NULL) AND (approved_by_id IS NULL)) OR ((approved_at IS NOT NULL) AND ((mark)::text = 'P'::text)))),
    CONSTRAINT half_day_late_minutes CHECK (((late_minutes IS NULL) OR ((mark)::text = 'L'::text))),
    CONSTRAINT half_day_mark CHECK (((mark)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying, 'H'::character varying, 'M'::character varying, 'P'::character varying, 'R'::character varying, 'Z'::character varying, '-'::character varying, 'L'::character varying])::text[]))),
    CONSTRAINT half_day_part CHECK (((part)::text = ANY ((ARRAY['vm'::character varying, 'nm'::character varying])::text[]))),
    CONSTRAINT half_day_school_year CHECK (((date >= make_date((school_year)::integer, 9, 1)) AND (date < make_date((school_year + 1), 9, 1)))),
    CONSTRAINT half_day_verification CHECK ((((verification)::text = ''::text) OR (((mark)::text = 'B'::text) AND ((verification)::text = ANY ((ARRAY['aanvaard'::character varying, 'verworpen'::character varying])::text[]))))),
    CONSTRAINT half_day_weekday CHECK (((EXTRACT(isodow FROM date) <= (5)::numeric) AND (NOT ((EXTRACT(isodow FROM date) = (3)::numeric) AND ((part)::text = 'nm'::text)))))
);
CREATE TABLE public.attendance_halfday_2022 (
    school_year smallint CONSTRAINT attendance_halfday_school_year_not_null NOT NULL,
    pupil_id bigint CONSTRAINT attendance_halfday_pupil_id_not_null NOT NULL,
    date date CONSTRAINT attendance_halfday_date_not_null NOT NULL,
    part character varying(2) CONSTRAINT attendance_halfday_part_not_null NOT NULL,
    enrolment_id bigint CONSTRAINT attendance_halfday_enrolment_id_not_null NOT NULL,
    school_id bigint CONSTRAINT attendance_halfday_school_id_not_null NOT NULL,
    mark character varying(1) CONSTRAINT attendance_halfday_mark_not_null NOT NULL,
    ground character varying(40) DEFAULT ''::character varying CONSTRAINT attendance_halfday_ground_not_null NOT NULL,
    sub_code_id bigint,
    late_minutes smallint,
    verification character varying(12) DEFAULT ''::character varying CONSTRAINT attendance_halfday_verification_not_null NOT NULL,
    certificate_id bigint,
    approved_by_id bigint,
    approved_at timestamp with time zone,
    source character varying(10) CONSTRAINT attendance_halfday_source_not_null NOT NULL,
    entered_by_id bigint,
    entered_at timestamp with time zone DEFAULT now() CONSTRAINT attendance_halfday_entered_at_not_null NOT NULL,
    version integer DEFAULT 1 CONSTRAINT attendance_halfday_version_not_null NOT NULL,
    CONSTRAINT half_day_approved_p CHECK ((((approved_at IS NULL) AND (approved_by_id IS NULL)) OR ((approved_at IS NOT NULL) AND ((mark)::text = 'P'::text)))),
    CONSTRAINT half_day_late_minutes CHECK (((late_minutes IS NULL) OR ((mark)::text = 'L'::text))),
    CONSTRAINT half_day_mark CHECK (((mark)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying, 'H'::character varying, 'M'::character varying, 'P'::character varying, 'R'::character varying, 'Z'::character varying, '-'::character varying, 'L'::character varying])::text[]))),
    CONSTRAINT half_day_part CHECK (((part)::text = ANY ((ARRAY['vm'::character varying, 'nm'::character varying])::text[]))),
    CONSTRAINT half_day_school_year CHECK (((date >= make_date((school_year)::integer, 9, 1)) AND (date < make_date((school_year + 1), 9, 1)))),
    CONSTRAINT half_day_verification CHECK ((((verification)::text = ''::text) OR (((mark)::text = 'B'::text) AND ((verification)::text = ANY ((ARRAY['aanvaard'::character varying, 'verworpen'::character varying])::text[]))))),
    CONSTRAINT half_day_weekday CHECK (((EXTRACT(isodow FROM date) <= (5)::numeric) AND (NOT ((EXTRACT(isodow FROM date) = (3)::numeric) AND ((part)::text = 'nm'::text)))))
);
CREATE TABLE public.attendance_halfday_2023 (
    school_year smallint CONSTRAINT attendance_halfday_school_year_not_null NOT NULL,
    pupil_id bigint CONSTRAINT attendance_halfday_pupil_id_not_null NOT NULL,
    date date CONSTRAINT attendance_halfday_date_not_null NOT NULL,
    part character varying(2) CONSTRAINT attendance_halfday_part_not_null NOT NULL,
    enrolment_id bigint CONSTRAINT attendance_halfday_enrolment_id_not_null NOT NULL,
    school_id bigint CONSTRAINT attendance_halfday_school_id_not_null NOT NULL,
    mark character varying(1) CONSTRAINT attendance_halfday_mark_not_null NOT NULL,
    ground character varying(40) DEFAULT ''::character varying CONSTRAINT attendance_halfday_ground_not_null NOT NULL,
    sub_code_id bigint,
    late_minutes smallint,
    verification character varying(12) DEFAULT ''::character varying CONSTRAINT attendance_halfday_verification_not_null NOT NULL,
    certificate_id bigint,
    approved_by_id bigint,
    approved_at timestamp with time zone,
    source character varying(10) CONSTRAINT attendance_halfday_source_not_null NOT NULL,
    entered_by_id bigint,
    entered_at timestamp with time zone DEFAULT now() CONSTRAINT attendance_halfday_entered_at_not_null NOT NULL,
    version integer DEFAULT 1 CONSTRAINT attendance_halfday_version_not_null NOT NULL,
    CONSTRAINT half_day_approved_p CHECK ((((approved_at IS NULL) AND (approved_by_id IS NULL)) OR ((approved_at IS NOT NULL) AND ((mark)::text = 'P'::text)))),
    CONSTRAINT half_day_late_minutes CHECK (((late_minutes IS NULL) OR ((mark)::text = 'L'::text))),
    CONSTRAINT half_day_mark CHECK (((mark)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying, 'H'::character varying, 'M'::character varying, 'P'::character varying, 'R'::character varying, 'Z'::character varying, '-'::character varying, 'L'::character varying])::text[]))),
    CONSTRAINT half_day_part CHECK (((part)::text = ANY ((ARRAY['vm'::character varying, 'nm'::character varying])::text[]))),
    CONSTRAINT half_day_school_year CHECK (((date >= make_date((school_year)::integer, 9, 1)) AND (date < make_date((school_year + 1), 9, 1)))),
    CONSTRAINT half_day_verification CHECK ((((verification)::text = ''::text) OR (((mark)::text = 'B'::text) AND ((verification)::text = ANY ((ARRAY['aanvaard'::character varying, 'verworpen'::character varying])::text[]))))),
    CONSTRAINT half_day_weekday CHECK (((EXTRACT(isodow FROM date) <= (5)::numeric) AND (NOT ((EXTRACT(isodow FROM date) = (3)::numeric) AND ((part)::text = 'nm'::text)))))
);
CREATE TABLE public.attendance_halfday_2024 (
    school_year smallint CONSTRAINT attendance_halfday_school_year_not_null NOT NULL,
    pupil_id bigint CONSTRAINT attendance_halfday_pupil_id_not_null NOT NULL,
    date date CONSTRAINT attendance_halfday_date_not_null NOT NULL,
    part character varying(2) CONSTRAINT attendance_halfday_part_not_null NOT NULL,
    enrolment_id bigint CONSTRAINT attendance_halfday_enrolment_id_not_null NOT NULL,
    school_id bigint CONSTRAINT attendance_halfday_school_id_not_null NOT NULL,
    mark character varying(1) CONSTRAINT attendance_halfday_mark_not_null NOT NULL,
    ground character varying(40) DEFAULT ''::character varying CONSTRAINT attendance_halfday_ground_not_null NOT NULL,
    sub_code_id bigint,
    late_minutes smallint,
    verification character varying(12) DEFAULT ''::character varying CONSTRAINT attendance_halfday_verification_not_null NOT NULL,
    certificate_id bigint,
    approved_by_id bigint,
    approved_at timestamp with time zone,
    source character varying(10) CONSTRAINT attendance_halfday_source_not_null NOT NULL,
    entered_by_id bigint,
    entered_at timestamp with time zone DEFAULT now() CONSTRAINT attendance_halfday_entered_at_not_null NOT NULL,
    version integer DEFAULT 1 CONSTRAINT attendance_halfday_version_not_null NOT NULL,
    CONSTRAINT half_day_approved_p CHECK ((((approved_at IS NULL) AND (approved_by_id IS NULL)) OR ((approved_at IS NOT NULL) AND ((mark)::text = 'P'::text)))),
    CONSTRAINT half_day_late_minutes CHECK (((late_minutes IS NULL) OR ((mark)::text = 'L'::text))),
    CONSTRAINT half_day_mark CHECK (((mark)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying, 'H'::character varying, 'M'::character varying, 'P'::character varying, 'R'::character varying, 'Z'::character varying, '-'::character varying, 'L'::character varying])::text[]))),
    CONSTRAINT half_day_part CHECK (((part)::text = ANY ((ARRAY['vm'::character varying, 'nm'::character varying])::text[]))),
    CONSTRAINT half_day_school_year CHECK (((date >= make_date((school_year)::integer, 9, 1)) AND (date < make_date((school_year + 1), 9, 1)))),
    CONSTRAINT half_day_verification CHECK ((((verification)::text = ''::text) OR (((mark)::text = 'B'::text) AND ((verification)::text = ANY ((ARRAY['aanvaard'::character varying, 'verworpen'::character varying])::text[]))))),
    CONSTRAINT half_day_weekday CHECK (((EXTRACT(isodow FROM date) <= (5)::numeric) AND (NOT ((EXTRACT(isodow FROM date) = (3)::numeric) AND ((part)::text = 'nm'::text)))))
);
CREATE TABLE public.attendance_halfday_2025 (
    school_year smallint CONSTRAINT attendance_halfday_school_year_not_null NOT NULL,
    pupil_id bigint CONSTRAINT attendance_halfday_pupil_id_not_null NOT NULL,
    date date CONSTRAINT attendance_halfday_date_not_null NOT NULL,
    part character varying(2) CONSTRAINT attendance_halfday_part_not_null NOT NULL,
    enrolment_id bigint CONSTRAINT attendance_halfday_enrolment_id_not_null NOT NULL,
    school_id bigint CONSTRAINT attendance_halfday_school_id_not_null NOT NULL,
    mark character varying(1) CONSTRAINT attendance_halfday_mark_not_null NOT NULL,
    ground character varying(40) DEFAULT ''::character varying CONSTRAINT attendance_halfday_ground_not_null NOT NULL,
    sub_code_id bigint,
    late_minutes smallint,
    verification character varying(12) DEFAULT ''::character varying CONSTRAINT attendance_halfday_verification_not_null NOT NULL,
    certificate_id bigint,
    approved_by_id bigint,
    approved_at timestamp with time zone,
    source character varying(10) CONSTRAINT attendance_halfday_source_not_null NOT NULL,
    entered_by_id bigint,
    entered_at timestamp with time zone DEFAULT now() CONSTRAINT attendance_halfday_entered_at_not_null NOT NULL,
    version integer DEFAULT 1 CONSTRAINT attendance_halfday_version_not_null NOT NULL,
    CONSTRAINT half_day_approved_p CHECK ((((approved_at IS NULL) AND (approved_by_id IS NULL)) OR ((approved_at IS NOT NULL) AND ((mark)::text = 'P'::text)))),
    CONSTRAINT half_day_late_minutes CHECK (((late_minutes IS NULL) OR ((mark)::text = 'L'::text))),
    CONSTRAINT half_day_mark CHECK (((mark)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying, 'H'::character varying, 'M'::character varying, 'P'::character varying, 'R'::character varying, 'Z'::character varying, '-'::character varying, 'L'::character varying])::text[]))),
    CONSTRAINT half_day_part CHECK (((part)::text = ANY ((ARRAY['vm'::character varying, 'nm'::character varying])::text[]))),
    CONSTRAINT half_day_school_year CHECK (((date >= make_date((school_year)::integer, 9, 1)) AND (date < make_date((school_year + 1), 9, 1)))),
    CONSTRAINT half_day_verification CHECK ((((verification)::text = ''::text) OR (((mark)::text = 'B'::text) AND ((verification)::text = ANY ((ARRAY['aanvaard'::character varying, 'verworpen'::character varying])::text[]))))),
    CONSTRAINT half_day_weekday CHECK (((EXTRACT(isodow FROM date) <= (5)::numeric) AND (NOT ((EXTRACT(isodow FROM date) = (3)::numeric) AND ((part)::text = 'nm'::text)))))
);
CREATE TABLE public.attendance_halfday_2026 (
    school_year smallint CONSTRAINT attendance_halfday_school_year_not_null NOT NULL,
    pupil_id bigint CONSTRAINT attendance_halfday_pupil_id_not_null NOT NULL,
    date date CONSTRAINT attendance_halfday_date_not_null NOT NULL,
    part character varying(2) CONSTRAINT attendance_halfday_part_not_null NOT NULL,
    enrolment_id bigint CONSTRAINT attendance_halfday_enrolment_id_not_null NOT NULL,
    school_id bigint CONSTRAINT attendance_halfday_school_id_not_null NOT NULL,
    mark character varying(1) CONSTRAINT attendance_halfday_mark_not_null NOT NULL,
    ground character varying(40) DEFAULT ''::character varying CONSTRAINT attendance_halfday_ground_not_null NOT NULL,
    sub_code_id bigint,
    late_minutes smallint,
    verification character varying(12) DEFAULT ''::character varying CONSTRAINT attendance_halfday_verification_not_null NOT NULL,
    certificate_id bigint,
    approved_by_id bigint,
    approved_at timestamp with time zone,
    source character varying(10) CONSTRAINT attendance_halfday_source_not_null NOT NULL,
    entered_by_id bigint,
    entered_at timestamp with time zone DEFAULT now() CONSTRAINT attendance_halfday_entered_at_not_null NOT NULL,
    version integer DEFAULT 1 CONSTRAINT attendance_halfday_version_not_null NOT NULL,
    CONSTRAINT half_day_approved_p CHECK ((((approved_at IS NULL) AND (approved_by_id IS NULL)) OR ((approved_at IS NOT NULL) AND ((mark)::text = 'P'::text)))),
    CONSTRAINT half_day_late_minutes CHECK (((late_minutes IS NULL) OR ((mark)::text = 'L'::text))),
    CONSTRAINT half_day_mark CHECK (((mark)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying, 'H'::character varying, 'M'::character varying, 'P'::character varying, 'R'::character varying, 'Z'::character varying, '-'::character varying, 'L'::character varying])::text[]))),
    CONSTRAINT half_day_part CHECK (((part)::text = ANY ((ARRAY['vm'::character varying, 'nm'::character varying])::text[]))),
    CONSTRAINT half_day_school_year CHECK (((date >= make_date((school_year)::integer, 9, 1)) AND (date < make_date((school_year + 1), 9, 1)))),
    CONSTRAINT half_day_verification CHECK ((((verification)::text = ''::text) OR (((mark)::text = 'B'::text) AND ((verification)::text = ANY ((ARRAY['aanvaard'::character varying, 'verworpen'::character varying])::text[]))))),
    CONSTRAINT half_day_weekday CHECK (((EXTRACT(isodow FROM date) <= (5)::numeric) AND (NOT ((EXTRACT(isodow FROM date) = (3)::numeric) AND ((part)::text = 'nm'::text)))))
);
CREATE TABLE public.attendance_halfday_2027 (
    school_year smallint CONSTRAINT attendance_halfday_school_year_not_null NOT NULL,
    pupil_id bigint CONSTRAINT attendance_halfday_pupil_id_not_null NOT NULL,
    date date CONSTRAINT attendance_halfday_date_not_null NOT NULL,
    part character varying(2) CONSTRAINT attendance_halfday_part_not_null NOT NULL,
    enrolment_id bigint CONSTRAINT attendance_halfday_enrolment_id_not_null NOT NULL,
    school_id bigint CONSTRAINT attendance_halfday_school_id_not_null NOT NULL,
    mark character varying(1) CONSTRAINT attendance_halfday_mark_not_null NOT NULL,
    ground character varying(40) DEFAULT ''::character varying CONSTRAINT attendance_halfday_ground_not_null NOT NULL,
    sub_code_id bigint,
    late_minutes smallint,
    verification character varying(12) DEFAULT ''::character varying CONSTRAINT attendance_halfday_verification_not_null NOT NULL,
    certificate_id bigint,
    approved_by_id bigint,
    approved_at timestamp with time zone,
    source character varying(10) CONSTRAINT attendance_halfday_source_not_null NOT NULL,
    entered_by_id bigint,
    entered_at timestamp with time zone DEFAULT now() CONSTRAINT attendance_halfday_entered_at_not_null NOT NULL,
    version integer DEFAULT 1 CONSTRAINT attendance_halfday_version_not_null NOT NULL,
    CONSTRAINT half_day_approved_p CHECK ((((approved_at IS NULL) AND (approved_by_id IS NULL)) OR ((approved_at IS NOT NULL) AND ((mark)::text = 'P'::text)))),
    CONSTRAINT half_day_late_minutes CHECK (((late_minutes IS NULL) OR ((mark)::text = 'L'::text))),
    CONSTRAINT half_day_mark CHECK (((mark)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying, 'H'::character varying, 'M'::character varying, 'P'::character varying, 'R'::character varying, 'Z'::character varying, '-'::character varying, 'L'::character varying])::text[]))),
    CONSTRAINT half_day_part CHECK (((part)::text = ANY ((ARRAY['vm'::character varying, 'nm'::character varying])::text[]))),
    CONSTRAINT half_day_school_year CHECK (((date >= make_date((school_year)::integer, 9, 1)) AND (date < make_date((school_year + 1), 9, 1)))),
    CONSTRAINT half_day_verification CHECK ((((verification)::text = ''::text) OR (((mark)::text = 'B'::text) AND ((verification)::text = ANY ((ARRAY['aanvaard'::character varying, 'verworpen'::character varying])::text[]))))),
    CONSTRAINT half_day_weekday CHECK (((EXTRACT(isodow FROM date) <= (5)::numeric) AND (NOT ((EXTRACT(isodow FROM date) = (3)::numeric) AND ((part)::text = 'nm'::text)))))
);
CREATE TABLE public.attendance_halfday_2028 (
    school_year smallint CONSTRAINT attendance_halfday_school_year_not_null NOT NULL,
    pupil_id bigint CONSTRAINT attendance_halfday_pupil_id_not_null NOT NULL,
    date date CONSTRAINT attendance_halfday_date_not_null NOT NULL,
    part character varying(2) CONSTRAINT attendance_halfday_part_not_null NOT NULL,
    enrolment_id bigint CONSTRAINT attendance_halfday_enrolment_id_not_null NOT NULL,
    school_id bigint CONSTRAINT attendance_halfday_school_id_not_null NOT NULL,
    mark character varying(1) CONSTRAINT attendance_halfday_mark_not_null NOT NULL,
    ground character varying(40) DEFAULT ''::character varying CONSTRAINT attendance_halfday_ground_not_null NOT NULL,
    sub_code_id bigint,
    late_minutes smallint,
    verification character varying(12) DEFAULT ''::character varying CONSTRAINT attendance_halfday_verification_not_null NOT NULL,
    certificate_id bigint,
    approved_by_id bigint,
    approved_at timestamp with time zone,
    source character varying(10) CONSTRAINT attendance_halfday_source_not_null NOT NULL,
    entered_by_id bigint,
    entered_at timestamp with time zone DEFAULT now() CONSTRAINT attendance_halfday_entered_at_not_null NOT NULL,
    version integer DEFAULT 1 CONSTRAINT attendance_halfday_version_not_null NOT NULL,
    CONSTRAINT half_day_approved_p CHECK ((((approved_at IS NULL) AND (approved_by_id IS NULL)) OR ((approved_at IS NOT NULL) AND ((mark)::text = 'P'::text)))),
    CONSTRAINT half_day_late_minutes CHECK (((late_minutes IS NULL) OR ((mark)::text = 'L'::text))),
    CONSTRAINT half_day_mark CHECK (((mark)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying, 'H'::character varying, 'M'::character varying, 'P'::character varying, 'R'::character varying, 'Z'::character varying, '-'::character varying, 'L'::character varying])::text[]))),
    CONSTRAINT half_day_part CHECK (((part)::text = ANY ((ARRAY['vm'::character varying, 'nm'::character varying])::text[]))),
    CONSTRAINT half_day_school_year CHECK (((date >= make_date((school_year)::integer, 9, 1)) AND (date < make_date((school_year + 1), 9, 1)))),
    CONSTRAINT half_day_verification CHECK ((((verification)::text = ''::text) OR (((mark)::text = 'B'::text) AND ((verification)::text = ANY ((ARRAY['aanvaard'::character varying, 'verworpen'::character varying])::text[]))))),
    CONSTRAINT half_day_weekday CHECK (((EXTRACT(isodow FROM date) <= (5)::numeric) AND (NOT ((EXTRACT(isodow FROM date) = (3)::numeric) AND ((part)::text = 'nm'::text)))))
);
CREATE TABLE public.attendance_halfday_2029 (
    school_year smallint CONSTRAINT attendance_halfday_school_year_not_null NOT NULL,
    pupil_id bigint CONSTRAINT attendance_halfday_pupil_id_not_null NOT NULL,
    date date CONSTRAINT attendance_halfday_date_not_null NOT NULL,
    part character varying(2) CONSTRAINT attendance_halfday_part_not_null NOT NULL,
    enrolment_id bigint CONSTRAINT attendance_halfday_enrolment_id_not_null NOT NULL,
    school_id bigint CONSTRAINT attendance_halfday_school_id_not_null NOT NULL,
    mark character varying(1) CONSTRAINT attendance_halfday_mark_not_null NOT NULL,
    ground character varying(40) DEFAULT ''::character varying CONSTRAINT attendance_halfday_ground_not_null NOT NULL,
    sub_code_id bigint,
    late_minutes smallint,
    verification character varying(12) DEFAULT ''::character varying CONSTRAINT attendance_halfday_verification_not_null NOT NULL,
    certificate_id bigint,
    approved_by_id bigint,
    approved_at timestamp with time zone,
    source character varying(10) CONSTRAINT attendance_halfday_source_not_null NOT NULL,
    entered_by_id bigint,
    entered_at timestamp with time zone DEFAULT now() CONSTRAINT attendance_halfday_entered_at_not_null NOT NULL,
    version integer DEFAULT 1 CONSTRAINT attendance_halfday_version_not_null NOT NULL,
    CONSTRAINT half_day_approved_p CHECK ((((approved_at IS NULL) AND (approved_by_id IS NULL)) OR ((approved_at IS NOT NULL) AND ((mark)::text = 'P'::text)))),
    CONSTRAINT half_day_late_minutes CHECK (((late_minutes IS NULL) OR ((mark)::text = 'L'::text))),
    CONSTRAINT half_day_mark CHECK (((mark)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying, 'H'::character varying, 'M'::character varying, 'P'::character varying, 'R'::character varying, 'Z'::character varying, '-'::character varying, 'L'::character varying])::text[]))),
    CONSTRAINT half_day_part CHECK (((part)::text = ANY ((ARRAY['vm'::character varying, 'nm'::character varying])::text[]))),
    CONSTRAINT half_day_school_year CHECK (((date >= make_date((school_year)::integer, 9, 1)) AND (date < make_date((school_year + 1), 9, 1)))),
    CONSTRAINT half_day_verification CHECK ((((verification)::text = ''::text) OR (((mark)::text = 'B'::text) AND ((verification)::text = ANY ((ARRAY['aanvaard'::character varying, 'verworpen'::character varying])::text[]))))),
    CONSTRAINT half_day_weekday CHECK (((EXTRACT(isodow FROM date) <= (5)::numeric) AND (NOT ((EXTRACT(isodow FROM date) = (3)::numeric) AND ((part)::text = 'nm'::text)))))
);
CREATE TABLE public.attendance_halfday_2030 (
    school_year smallint CONSTRAINT attendance_halfday_school_year_not_null NOT NULL,
    pupil_id bigint CONSTRAINT attendance_halfday_pupil_id_not_null NOT NULL,
    date date CONSTRAINT attendance_halfday_date_not_null NOT NULL,
    part character varying(2) CONSTRAINT attendance_halfday_part_not_null NOT NULL,
    enrolment_id bigint CONSTRAINT attendance_halfday_enrolment_id_not_null NOT NULL,
    school_id bigint CONSTRAINT attendance_halfday_school_id_not_null NOT NULL,
    mark character varying(1) CONSTRAINT attendance_halfday_mark_not_null NOT NULL,
    ground character varying(40) DEFAULT ''::character varying CONSTRAINT attendance_halfday_ground_not_null NOT NULL,
    sub_code_id bigint,
    late_minutes smallint,
    verification character varying(12) DEFAULT ''::character varying CONSTRAINT attendance_halfday_verification_not_null NOT NULL,
    certificate_id bigint,
    approved_by_id bigint,
    approved_at timestamp with time zone,
    source character varying(10) CONSTRAINT attendance_halfday_source_not_null NOT NULL,
    entered_by_id bigint,
    entered_at timestamp with time zone DEFAULT now() CONSTRAINT attendance_halfday_entered_at_not_null NOT NULL,
    version integer DEFAULT 1 CONSTRAINT attendance_halfday_version_not_null NOT NULL,
    CONSTRAINT half_day_approved_p CHECK ((((approved_at IS NULL) AND (approved_by_id IS NULL)) OR ((approved_at IS NOT NULL) AND ((mark)::text = 'P'::text)))),
    CONSTRAINT half_day_late_minutes CHECK (((late_minutes IS NULL) OR ((mark)::text = 'L'::text))),
    CONSTRAINT half_day_mark CHECK (((mark)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying, 'H'::character varying, 'M'::character varying, 'P'::character varying, 'R'::character varying, 'Z'::character varying, '-'::character varying, 'L'::character varying])::text[]))),
    CONSTRAINT half_day_part CHECK (((part)::text = ANY ((ARRAY['vm'::character varying, 'nm'::character varying])::text[]))),
    CONSTRAINT half_day_school_year CHECK (((date >= make_date((school_year)::integer, 9, 1)) AND (date < make_date((school_year + 1), 9, 1)))),
    CONSTRAINT half_day_verification CHECK ((((verification)::text = ''::text) OR (((mark)::text = 'B'::text) AND ((verification)::text = ANY ((ARRAY['aanvaard'::character varying, 'verworpen'::character varying])::text[]))))),
    CONSTRAINT half_day_weekday CHECK (((EXTRACT(isodow FROM date) <= (5)::numeric) AND (NOT ((EXTRACT(isodow FROM date) = (3)::numeric) AND ((part)::text = 'nm'::text)))))
);
CREATE TABLE public.attendance_halfday_2031 (
    school_year smallint CONSTRAINT attendance_halfday_school_year_not_null NOT NULL,
    pupil_id bigint CONSTRAINT attendance_halfday_pupil_id_not_null NOT NULL,
    date date CONSTRAINT attendance_halfday_date_not_null NOT NULL,
    part character varying(2) CONSTRAINT attendance_halfday_part_not_null NOT NULL,
    enrolment_id bigint CONSTRAINT attendance_halfday_enrolment_id_not_null NOT NULL,
    school_id bigint CONSTRAINT attendance_halfday_school_id_not_null NOT NULL,
    mark character varying(1) CONSTRAINT attendance_halfday_mark_not_null NOT NULL,
    ground character varying(40) DEFAULT ''::character varying CONSTRAINT attendance_halfday_ground_not_null NOT NULL,
    sub_code_id bigint,
    late_minutes smallint,
    verification character varying(12) DEFAULT ''::character varying CONSTRAINT attendance_halfday_verification_not_null NOT NULL,
    certificate_id bigint,
    approved_by_id bigint,
    approved_at timestamp with time zone,
    source character varying(10) CONSTRAINT attendance_halfday_source_not_null NOT NULL,
    entered_by_id bigint,
    entered_at timestamp with time zone DEFAULT now() CONSTRAINT attendance_halfday_entered_at_not_null NOT NULL,
    version integer DEFAULT 1 CONSTRAINT attendance_halfday_version_not_null NOT NULL,
    CONSTRAINT half_day_approved_p CHECK ((((approved_at IS NULL) AND (approved_by_id IS NULL)) OR ((approved_at IS NOT NULL) AND ((mark)::text = 'P'::text)))),
    CONSTRAINT half_day_late_minutes CHECK (((late_minutes IS NULL) OR ((mark)::text = 'L'::text))),
    CONSTRAINT half_day_mark CHECK (((mark)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying, 'H'::character varying, 'M'::character varying, 'P'::character varying, 'R'::character varying, 'Z'::character varying, '-'::character varying, 'L'::character varying])::text[]))),
    CONSTRAINT half_day_part CHECK (((part)::text = ANY ((ARRAY['vm'::character varying, 'nm'::character varying])::text[]))),
    CONSTRAINT half_day_school_year CHECK (((date >= make_date((school_year)::integer, 9, 1)) AND (date < make_date((school_year + 1), 9, 1)))),
    CONSTRAINT half_day_verification CHECK ((((verification)::text = ''::text) OR (((mark)::text = 'B'::text) AND ((verification)::text = ANY ((ARRAY['aanvaard'::character varying, 'verworpen'::character varying])::text[]))))),
    CONSTRAINT half_day_weekday CHECK (((EXTRACT(isodow FROM date) <= (5)::numeric) AND (NOT ((EXTRACT(isodow FROM date) = (3)::numeric) AND ((part)::text = 'nm'::text)))))
);
CREATE TABLE public.attendance_halfday_2032 (
    school_year smallint CONSTRAINT attendance_halfday_school_year_not_null NOT NULL,
    pupil_id bigint CONSTRAINT attendance_halfday_pupil_id_not_null NOT NULL,
    date date CONSTRAINT attendance_halfday_date_not_null NOT NULL,
    part character varying(2) CONSTRAINT attendance_halfday_part_not_null NOT NULL,
    enrolment_id bigint CONSTRAINT attendance_halfday_enrolment_id_not_null NOT NULL,
    school_id bigint CONSTRAINT attendance_halfday_school_id_not_null NOT NULL,
    mark character varying(1) CONSTRAINT attendance_halfday_mark_not_null NOT NULL,
    ground character varying(40) DEFAULT ''::character varying CONSTRAINT attendance_halfday_ground_not_null NOT NULL,
    sub_code_id bigint,
    late_minutes smallint,
    verification character varying(12) DEFAULT ''::character varying CONSTRAINT attendance_halfday_verification_not_null NOT NULL,
    certificate_id bigint,
    approved_by_id bigint,
    approved_at timestamp with time zone,
    source character varying(10) CONSTRAINT attendance_halfday_source_not_null NOT NULL,
    entered_by_id bigint,
    entered_at timestamp with time zone DEFAULT now() CONSTRAINT attendance_halfday_entered_at_not_null NOT NULL,
    version integer DEFAULT 1 CONSTRAINT attendance_halfday_version_not_null NOT NULL,
    CONSTRAINT half_day_approved_p CHECK ((((approved_at IS NULL) AND (approved_by_id IS NULL)) OR ((approved_at IS NOT NULL) AND ((mark)::text = 'P'::text)))),
    CONSTRAINT half_day_late_minutes CHECK (((late_minutes IS NULL) OR ((mark)::text = 'L'::text))),
    CONSTRAINT half_day_mark CHECK (((mark)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying, 'H'::character varying, 'M'::character varying, 'P'::character varying, 'R'::character varying, 'Z'::character varying, '-'::character varying, 'L'::character varying])::text[]))),
    CONSTRAINT half_day_part CHECK (((part)::text = ANY ((ARRAY['vm'::character varying, 'nm'::character varying])::text[]))),
    CONSTRAINT half_day_school_year CHECK (((date >= make_date((school_year)::integer, 9, 1)) AND (date < make_date((school_year + 1), 9, 1)))),
    CONSTRAINT half_day_verification CHECK ((((verification)::text = ''::text) OR (((mark)::text = 'B'::text) AND ((verification)::text = ANY ((ARRAY['aanvaard'::character varying, 'verworpen'::character varying])::text[]))))),
    CONSTRAINT half_day_weekday CHECK (((EXTRACT(isodow FROM date) <= (5)::numeric) AND (NOT ((EXTRACT(isodow FROM date) = (3)::numeric) AND ((part)::text = 'nm'::text)))))
);
CREATE TABLE public.attendance_halfday_2033 (
    school_year smallint CONSTRAINT attendance_halfday_school_year_not_null NOT NULL,
    pupil_id bigint CONSTRAINT attendance_halfday_pupil_id_not_null NOT NULL,
    date date CONSTRAINT attendance_halfday_date_not_null NOT NULL,
    part character varying(2) CONSTRAINT attendance_halfday_part_not_null NOT NULL,
    enrolment_id bigint CONSTRAINT attendance_halfday_enrolment_id_not_null NOT NULL,
    school_id bigint CONSTRAINT attendance_halfday_school_id_not_null NOT NULL,
    mark character varying(1) CONSTRAINT attendance_halfday_mark_not_null NOT NULL,
    ground character varying(40) DEFAULT ''::character varying CONSTRAINT attendance_halfday_ground_not_null NOT NULL,
    sub_code_id bigint,
    late_minutes smallint,
    verification character varying(12) DEFAULT ''::character varying CONSTRAINT attendance_halfday_verification_not_null NOT NULL,
    certificate_id bigint,
    approved_by_id bigint,
    approved_at timestamp with time zone,
    source character varying(10) CONSTRAINT attendance_halfday_source_not_null NOT NULL,
    entered_by_id bigint,
    entered_at timestamp with time zone DEFAULT now() CONSTRAINT attendance_halfday_entered_at_not_null NOT NULL,
    version integer DEFAULT 1 CONSTRAINT attendance_halfday_version_not_null NOT NULL,
    CONSTRAINT half_day_approved_p CHECK ((((approved_at IS NULL) AND (approved_by_id IS NULL)) OR ((approved_at IS NOT NULL) AND ((mark)::text = 'P'::text)))),
    CONSTRAINT half_day_late_minutes CHECK (((late_minutes IS NULL) OR ((mark)::text = 'L'::text))),
    CONSTRAINT half_day_mark CHECK (((mark)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying, 'H'::character varying, 'M'::character varying, 'P'::character varying, 'R'::character varying, 'Z'::character varying, '-'::character varying, 'L'::character varying])::text[]))),
    CONSTRAINT half_day_part CHECK (((part)::text = ANY ((ARRAY['vm'::character varying, 'nm'::character varying])::text[]))),
    CONSTRAINT half_day_school_year CHECK (((date >= make_date((school_year)::integer, 9, 1)) AND (date < make_date((school_year + 1), 9, 1)))),
    CONSTRAINT half_day_verification CHECK ((((verification)::text = ''::text) OR (((mark)::text = 'B'::text) AND ((verification)::text = ANY ((ARRAY['aanvaard'::character varying, 'verworpen'::character varying])::text[]))))),
    CONSTRAINT half_day_weekday CHECK (((EXTRACT(isodow FROM date) <= (5)::numeric) AND (NOT ((EXTRACT(isodow FROM date) = (3)::numeric) AND ((part)::text = 'nm'::text)))))
);
CREATE TABLE public.attendance_halfday_2034 (
    school_year smallint CONSTRAINT attendance_halfday_school_year_not_null NOT NULL,
    pupil_id bigint CONSTRAINT attendance_halfday_pupil_id_not_null NOT NULL,
    date date CONSTRAINT attendance_halfday_date_not_null NOT NULL,
    part character varying(2) CONSTRAINT attendance_halfday_part_not_null NOT NULL,
    enrolment_id bigint CONSTRAINT attendance_halfday_enrolment_id_not_null NOT NULL,
    school_id bigint CONSTRAINT attendance_halfday_school_id_not_null NOT NULL,
    mark character varying(1) CONSTRAINT attendance_halfday_mark_not_null NOT NULL,
    ground character varying(40) DEFAULT ''::character varying CONSTRAINT attendance_halfday_ground_not_null NOT NULL,
    sub_code_id bigint,
    late_minutes smallint,
    verification character varying(12) DEFAULT ''::character varying CONSTRAINT attendance_halfday_verification_not_null NOT NULL,
    certificate_id bigint,
    approved_by_id bigint,
    approved_at timestamp with time zone,
    source character varying(10) CONSTRAINT attendance_halfday_source_not_null NOT NULL,
    entered_by_id bigint,
    entered_at timestamp with time zone DEFAULT now() CONSTRAINT attendance_halfday_entered_at_not_null NOT NULL,
    version integer DEFAULT 1 CONSTRAINT attendance_halfday_version_not_null NOT NULL,
    CONSTRAINT half_day_approved_p CHECK ((((approved_at IS NULL) AND (approved_by_id IS NULL)) OR ((approved_at IS NOT NULL) AND ((mark)::text = 'P'::text)))),
    CONSTRAINT half_day_late_minutes CHECK (((late_minutes IS NULL) OR ((mark)::text = 'L'::text))),
    CONSTRAINT half_day_mark CHECK (((mark)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying, 'H'::character varying, 'M'::character varying, 'P'::character varying, 'R'::character varying, 'Z'::character varying, '-'::character varying, 'L'::character varying])::text[]))),
    CONSTRAINT half_day_part CHECK (((part)::text = ANY ((ARRAY['vm'::character varying, 'nm'::character varying])::text[]))),
    CONSTRAINT half_day_school_year CHECK (((date >= make_date((school_year)::integer, 9, 1)) AND (date < make_date((school_year + 1), 9, 1)))),
    CONSTRAINT half_day_verification CHECK ((((verification)::text = ''::text) OR (((mark)::text = 'B'::text) AND ((verification)::text = ANY ((ARRAY['aanvaard'::character varying, 'verworpen'::character varying])::text[]))))),
    CONSTRAINT half_day_weekday CHECK (((EXTRACT(isodow FROM date) <= (5)::numeric) AND (NOT ((EXTRACT(isodow FROM date) = (3)::numeric) AND ((part)::text = 'nm'::text)))))
);
CREATE TABLE public.attendance_halfday_2035 (
    school_year smallint CONSTRAINT attendance_halfday_school_year_not_null NOT NULL,
    pupil_id bigint CONSTRAINT attendance_halfday_pupil_id_not_null NOT NULL,
    date date CONSTRAINT attendance_halfday_date_not_null NOT NULL,
    part character varying(2) CONSTRAINT attendance_halfday_part_not_null NOT NULL,
    enrolment_id bigint CONSTRAINT attendance_halfday_enrolment_id_not_null NOT NULL,
    school_id bigint CONSTRAINT attendance_halfday_school_id_not_null NOT NULL,
    mark character varying(1) CONSTRAINT attendance_halfday_mark_not_null NOT NULL,
    ground character varying(40) DEFAULT ''::character varying CONSTRAINT attendance_halfday_ground_not_null NOT NULL,
    sub_code_id bigint,
    late_minutes smallint,
    verification character varying(12) DEFAULT ''::character varying CONSTRAINT attendance_halfday_verification_not_null NOT NULL,
    certificate_id bigint,
    approved_by_id bigint,
    approved_at timestamp with time zone,
    source character varying(10) CONSTRAINT attendance_halfday_source_not_null NOT NULL,
    entered_by_id bigint,
    entered_at timestamp with time zone DEFAULT now() CONSTRAINT attendance_halfday_entered_at_not_null NOT NULL,
    version integer DEFAULT 1 CONSTRAINT attendance_halfday_version_not_null NOT NULL,
    CONSTRAINT half_day_approved_p CHECK ((((approved_at IS NULL) AND (approved_by_id IS NULL)) OR ((approved_at IS NOT NULL) AND ((mark)::text = 'P'::text)))),
    CONSTRAINT half_day_late_minutes CHECK (((late_minutes IS NULL) OR ((mark)::text = 'L'::text))),
    CONSTRAINT half_day_mark CHECK (((mark)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying, 'H'::character varying, 'M'::character varying, 'P'::character varying, 'R'::character varying, 'Z'::character varying, '-'::character varying, 'L'::character varying])::text[]))),
    CONSTRAINT half_day_part CHECK (((part)::text = ANY ((ARRAY['vm'::character varying, 'nm'::character varying])::text[]))),
    CONSTRAINT half_day_school_year CHECK (((date >= make_date((school_year)::integer, 9, 1)) AND (date < make_date((school_year + 1), 9, 1)))),
    CONSTRAINT half_day_verification CHECK ((((verification)::text = ''::text) OR (((mark)::text = 'B'::text) AND ((verification)::text = ANY ((ARRAY['aanvaard'::character varying, 'verworpen'::character varying])::text[]))))),
    CONSTRAINT half_day_weekday CHECK (((EXTRACT(isodow FROM date) <= (5)::numeric) AND (NOT ((EXTRACT(isodow FROM date) = (3)::numeric) AND ((part)::text = 'nm'::text)))))
);
CREATE TABLE public.attendance_halfday_other (
    school_year smallint CONSTRAINT attendance_halfday_school_year_not_null NOT NULL,
    pupil_id bigint CONSTRAINT attendance_halfday_pupil_id_not_null NOT NULL,
    date date CONSTRAINT attendance_halfday_date_not_null NOT NULL,
    part character varying(2) CONSTRAINT attendance_halfday_part_not_null NOT NULL,
    enrolment_id bigint CONSTRAINT attendance_halfday_enrolment_id_not_null NOT NULL,
    school_id bigint CONSTRAINT attendance_halfday_school_id_not_null NOT NULL,
    mark character varying(1) CONSTRAINT attendance_halfday_mark_not_null NOT NULL,
    ground character varying(40) DEFAULT ''::character varying CONSTRAINT attendance_halfday_ground_not_null NOT NULL,
    sub_code_id bigint,
    late_minutes smallint,
    verification character varying(12) DEFAULT ''::character varying CONSTRAINT attendance_halfday_verification_not_null NOT NULL,
    certificate_id bigint,
    approved_by_id bigint,
    approved_at timestamp with time zone,
    source character varying(10) CONSTRAINT attendance_halfday_source_not_null NOT NULL,
    entered_by_id bigint,
    entered_at timestamp with time zone DEFAULT now() CONSTRAINT attendance_halfday_entered_at_not_null NOT NULL,
    version integer DEFAULT 1 CONSTRAINT attendance_halfday_version_not_null NOT NULL,
    CONSTRAINT half_day_approved_p CHECK ((((approved_at IS NULL) AND (approved_by_id IS NULL)) OR ((approved_at IS NOT NULL) AND ((mark)::text = 'P'::text)))),
    CONSTRAINT half_day_late_minutes CHECK (((late_minutes IS NULL) OR ((mark)::text = 'L'::text))),
    CONSTRAINT half_day_mark CHECK (((mark)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying, 'H'::character varying, 'M'::character varying, 'P'::character varying, 'R'::character varying, 'Z'::character varying, '-'::character varying, 'L'::character varying])::text[]))),
    CONSTRAINT half_day_part CHECK (((part)::text = ANY ((ARRAY['vm'::character varying, 'nm'::character varying])::text[]))),
    CONSTRAINT half_day_school_year CHECK (((date >= make_date((school_year)::integer, 9, 1)) AND (date < make_date((school_year + 1), 9, 1)))),
    CONSTRAINT half_day_verification CHECK ((((verification)::text = ''::text) OR (((mark)::text = 'B'::text) AND ((verification)::text = ANY ((ARRAY['aanvaard'::character varying, 'verworpen'::character varying])::text[]))))),
    CONSTRAINT half_day_weekday CHECK (((EXTRACT(isodow FROM date) <= (5)::numeric) AND (NOT ((EXTRACT(isodow FROM date) = (3)::numeric) AND ((part)::text = 'nm'::text)))))
);
CREATE TABLE public.attendance_halfdayhistory (
    id bigint NOT NULL,
    change character varying(1) NOT NULL,
    replaced_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    replaced_by_id bigint,
    school_year smallint NOT NULL,
    pupil_id bigint NOT NULL,
    date date NOT NULL,
    part character varying(2) NOT NULL,
    enrolment_id bigint NOT NULL,
    school_id bigint NOT NULL,
    mark character varying(1) NOT NULL,
    ground character varying(40) DEFAULT ''::character varying NOT NULL,
    sub_code_id bigint,
    late_minutes smallint,
    verification character varying(12) DEFAULT ''::character varying NOT NULL,
    certificate_id bigint,
    approved_by_id bigint,
    approved_at timestamp with time zone,
    source character varying(10) NOT NULL,
    entered_by_id bigint,
    entered_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT attendance_halfdayhistory_change_check CHECK (((change)::text = ANY ((ARRAY['U'::character varying, 'D'::character varying])::text[])))
);
ALTER TABLE public.attendance_halfdayhistory ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.attendance_halfdayhistory_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.attendance_halfdaynote (
    id bigint NOT NULL,
    date date NOT NULL,
    part character varying(2) NOT NULL,
    text character varying(300) NOT NULL,
    written_by_id bigint,
    written_at timestamp with time zone NOT NULL,
    pupil_id bigint NOT NULL,
    school_id bigint NOT NULL,
    CONSTRAINT half_day_note_part CHECK (((part)::text = ANY ((ARRAY['vm'::character varying, 'nm'::character varying])::text[])))
);
ALTER TABLE public.attendance_halfdaynote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attendance_halfdaynote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.attendance_lessonmark (
    id bigint NOT NULL,
    date date NOT NULL,
    part character varying(2) NOT NULL,
    hour smallint NOT NULL,
    kind character varying(8) NOT NULL,
    subject character varying(60) NOT NULL,
    late_minutes smallint,
    entered_by_id bigint,
    entered_at timestamp with time zone NOT NULL,
    enrolment_id bigint NOT NULL,
    pupil_id bigint NOT NULL,
    CONSTRAINT attendance_lessonmark_hour_check CHECK ((hour >= 0)),
    CONSTRAINT attendance_lessonmark_late_minutes_check CHECK ((late_minutes >= 0))
);
ALTER TABLE public.attendance_lessonmark ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attendance_lessonmark_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.attendance_register (
    id bigint NOT NULL,
    date date NOT NULL,
    part character varying(2) NOT NULL,
    taken_by_id bigint,
    taken_at timestamp with time zone NOT NULL,
    class_group_id bigint NOT NULL,
    CONSTRAINT register_part CHECK (((part)::text = ANY ((ARRAY['vm'::character varying, 'nm'::character varying])::text[])))
);
ALTER TABLE public.attendance_register ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attendance_register_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.attendance_subcode (
    id bigint NOT NULL,
    code character varying(1) NOT NULL,
    name character varying(10) NOT NULL,
    label character varying(80) NOT NULL,
    school_id bigint NOT NULL
);
ALTER TABLE public.attendance_subcode ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attendance_subcode_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);
ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);
ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);
ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);
ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);
CREATE TABLE public.documents_upload (
    id uuid NOT NULL,
    organisation_id bigint NOT NULL,
    pupil_id bigint,
    compartment character varying(10) NOT NULL,
    name character varying(160) NOT NULL,
    content_type character varying(60) NOT NULL,
    size integer NOT NULL,
    sha256 character varying(64) NOT NULL,
    content bytea NOT NULL,
    by_id bigint,
    at timestamp with time zone NOT NULL,
    CONSTRAINT documents_upload_size_check CHECK ((size >= 0)),
    CONSTRAINT upload_not_empty CHECK ((size > 0))
);
CREATE TABLE public.duties_outcome (
    id bigint NOT NULL,
    school_year smallint NOT NULL,
    regel character varying(40) NOT NULL,
    aard character varying(10) NOT NULL,
    status character varying(10) NOT NULL,
    voor character varying(12)[] NOT NULL,
    sinds date NOT NULL,
    uiterlijk date,
    vervuld_op date,
    voorwerp character varying(40) NOT NULL,
    omdat character varying(400)[] NOT NULL,
    bron character varying(40)[] NOT NULL,
    advies boolean NOT NULL,
    compartment character varying(10) NOT NULL,
    pupil_id bigint NOT NULL,
    school_id bigint,
    CONSTRAINT duties_outcome_school_year_check CHECK ((school_year >= 0)),
    CONSTRAINT outcome_fulfilled_on_a_day CHECK (((((status)::text = 'vervuld'::text) AND (vervuld_op IS NOT NULL)) OR ((NOT ((status)::text = 'vervuld'::text)) AND (vervuld_op IS NULL))))
);
ALTER TABLE public.duties_outcome ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.duties_outcome_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.duties_pupilanswer (
    pupil_id bigint NOT NULL,
    answered_on date NOT NULL,
    changes_on date,
    status jsonb NOT NULL,
    counts jsonb NOT NULL,
    urgency jsonb NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL
);
CREATE TABLE public.duties_seen (
    id bigint NOT NULL,
    school_year smallint NOT NULL,
    regel character varying(40) NOT NULL,
    voorwerp character varying(40) NOT NULL,
    reason character varying(400) NOT NULL,
    by_id bigint NOT NULL,
    by_name character varying(160) NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    pupil_id bigint NOT NULL,
    school_id bigint NOT NULL,
    act character varying(60) NOT NULL,
    "on" date NOT NULL,
    side character varying(6) NOT NULL,
    CONSTRAINT duties_seen_school_year_check CHECK ((school_year >= 0)),
    CONSTRAINT seen_has_reason_or_act CHECK (((((reason)::text = ''::text) OR ((act)::text = ''::text)) AND (1 = (
CASE
    WHEN ((reason)::text = ''::text) THEN 1
    ELSE 0
END +
CASE
    WHEN ((act)::text = ''::text) THEN 1
    ELSE 0
END))))
);
ALTER TABLE public.duties_seen ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.duties_seen_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.enrolment_classgroup (
    id bigint NOT NULL,
    school_year smallint NOT NULL,
    name character varying(30) NOT NULL,
    grade smallint,
    location_id bigint,
    school_id bigint NOT NULL,
    CONSTRAINT enrolment_classgroup_grade_check CHECK ((grade >= 0)),
    CONSTRAINT enrolment_classgroup_school_year_check CHECK ((school_year >= 0))
);
ALTER TABLE public.enrolment_classgroup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrolment_classgroup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.enrolment_classteam (
    id bigint NOT NULL,
    period daterange NOT NULL,
    titular boolean NOT NULL,
    class_group_id bigint NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.enrolment_classteam ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrolment_classteam_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.enrolment_enrolment (
    id bigint NOT NULL,
    school_year smallint NOT NULL,
    period daterange NOT NULL,
    share character varying(8) NOT NULL,
    level character varying(10) NOT NULL,
    kind character varying(12) NOT NULL,
    track character varying(10) NOT NULL,
    b_brought_along smallint NOT NULL,
    grade smallint,
    onderwijsvorm character varying(10) NOT NULL,
    stroom character varying(1) NOT NULL,
    finaliteit character varying(20) NOT NULL,
    studierichting character varying(120) NOT NULL,
    administratieve_groep character varying(12) NOT NULL,
    buo_type character varying(20) NOT NULL,
    opleidingsvorm character varying(6) NOT NULL,
    leave_reason character varying(160) NOT NULL,
    location_id bigint,
    pupil_id bigint NOT NULL,
    school_id bigint NOT NULL,
    CONSTRAINT enrolment_enrolment_b_brought_along_check CHECK ((b_brought_along >= 0)),
    CONSTRAINT enrolment_enrolment_grade_check CHECK ((grade >= 0)),
    CONSTRAINT enrolment_enrolment_school_year_check CHECK ((school_year >= 0)),
    CONSTRAINT enrolment_period_not_empty CHECK ((NOT isempty(period))),
    CONSTRAINT enrolment_within_school_year CHECK ((period <@ daterange(make_date((school_year)::integer, 9, 1), make_date((school_year + 1), 9, 1))))
);
ALTER TABLE public.enrolment_enrolment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrolment_enrolment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.enrolment_enrolmentevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    school_year smallint NOT NULL,
    period daterange NOT NULL,
    share character varying(8) NOT NULL,
    level character varying(10) NOT NULL,
    kind character varying(12) NOT NULL,
    track character varying(10) NOT NULL,
    b_brought_along smallint NOT NULL,
    grade smallint,
    onderwijsvorm character varying(10) NOT NULL,
    stroom character varying(1) NOT NULL,
    finaliteit character varying(20) NOT NULL,
    studierichting character varying(120) NOT NULL,
    administratieve_groep character varying(12) NOT NULL,
    buo_type character varying(20) NOT NULL,
    opleidingsvorm character varying(6) NOT NULL,
    leave_reason character varying(160) NOT NULL,
    location_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    pupil_id bigint NOT NULL,
    school_id bigint NOT NULL,
    CONSTRAINT enrolment_enrolmentevent_b_brought_along_check CHECK ((b_brought_along >= 0)),
    CONSTRAINT enrolment_enrolmentevent_grade_check CHECK ((grade >= 0)),
    CONSTRAINT enrolment_enrolmentevent_school_year_check CHECK ((school_year >= 0))
);
ALTER TABLE public.enrolment_enrolmentevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrolment_enrolmentevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.enrolment_freeday (
    id bigint NOT NULL,
    date date NOT NULL,
    part character varying(2) NOT NULL,
    reason character varying(80) NOT NULL,
    school_id bigint NOT NULL
);
ALTER TABLE public.enrolment_freeday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrolment_freeday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.enrolment_gathering (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    date date NOT NULL,
    made_by_id bigint,
    school_id bigint NOT NULL
);
ALTER TABLE public.enrolment_gathering ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrolment_gathering_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.enrolment_gathering_pupils (
    id bigint NOT NULL,
    gathering_id bigint NOT NULL,
    pupil_id bigint NOT NULL
);
ALTER TABLE public.enrolment_gathering_pupils ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrolment_gathering_pupils_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.enrolment_placement (
    id bigint NOT NULL,
    period daterange NOT NULL,
    class_group_id bigint NOT NULL,
    enrolment_id bigint NOT NULL
);
ALTER TABLE public.enrolment_placement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrolment_placement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.enrolment_yearresult (
    id bigint NOT NULL,
    attest character varying(1) NOT NULL,
    clausulering character varying(200) NOT NULL,
    qualification character varying(24) NOT NULL,
    decided_on date NOT NULL,
    enrolment_id bigint NOT NULL,
    CONSTRAINT result_clausulering_only_with_b CHECK ((((clausulering)::text = ''::text) OR ((attest)::text = 'B'::text)))
);
ALTER TABLE public.enrolment_yearresult ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrolment_yearresult_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.exchange_importfile (
    run_id bigint NOT NULL,
    content bytea NOT NULL
);
CREATE TABLE public.exchange_importrun (
    id bigint NOT NULL,
    board_name character varying(160) NOT NULL,
    kind character varying(14) NOT NULL,
    state character varying(10) NOT NULL,
    profile jsonb,
    file_name character varying(160) NOT NULL,
    size bigint NOT NULL,
    sha256 character varying(64) NOT NULL,
    by_id bigint,
    by_name character varying(80) NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    finished_at timestamp with time zone,
    part_done double precision NOT NULL,
    doing character varying(80) NOT NULL,
    all_or_nothing boolean NOT NULL,
    counts jsonb,
    kept integer NOT NULL,
    error character varying(600) NOT NULL,
    board_id bigint,
    school_id bigint,
    CONSTRAINT exchange_importrun_kept_check CHECK ((kept >= 0))
);
ALTER TABLE public.exchange_importrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_importrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.exchange_mappingprofile (
    id bigint NOT NULL,
    kind character varying(14) NOT NULL,
    name character varying(60) NOT NULL,
    definition jsonb NOT NULL,
    changed_by_id bigint,
    changed_at timestamp with time zone NOT NULL,
    board_id bigint NOT NULL
);
ALTER TABLE public.exchange_mappingprofile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_mappingprofile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.exchange_refusedrow (
    id bigint NOT NULL,
    "row" integer NOT NULL,
    reason character varying(20) NOT NULL,
    explanation character varying(400) NOT NULL,
    content character varying(300) NOT NULL,
    run_id bigint NOT NULL,
    CONSTRAINT exchange_refusedrow_row_check CHECK (("row" >= 0))
);
ALTER TABLE public.exchange_refusedrow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_refusedrow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.facts_change (
    id bigint NOT NULL,
    pupil_id bigint NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL
);
ALTER TABLE public.facts_change ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.facts_change_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.facts_fact (
    id bigint NOT NULL,
    pupil_id bigint NOT NULL,
    date date NOT NULL,
    kind character varying(60) NOT NULL,
    school_id bigint,
    object character varying(60) NOT NULL,
    compartment character varying(10) NOT NULL,
    by_id bigint,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL
);
ALTER TABLE public.facts_fact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.facts_fact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organisations_board (
    organisation_id bigint NOT NULL
);
CREATE TABLE public.organisations_centre (
    organisation_id bigint NOT NULL
);
CREATE TABLE public.organisations_location (
    id bigint NOT NULL,
    number character varying(8) NOT NULL,
    name character varying(120) NOT NULL,
    address character varying(200) NOT NULL,
    school_id bigint NOT NULL
);
ALTER TABLE public.organisations_location ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_location_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organisations_membership (
    id bigint NOT NULL,
    role character varying(20) NOT NULL,
    period daterange NOT NULL,
    organisation_id bigint NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.organisations_membership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_membership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organisations_organisation (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    name character varying(160) NOT NULL
);
ALTER TABLE public.organisations_organisation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_organisation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organisations_school (
    organisation_id bigint NOT NULL,
    number character varying(6) NOT NULL,
    level character varying(10) NOT NULL,
    school_kind character varying(12) NOT NULL,
    moment_vm smallint NOT NULL,
    moment_nm smallint NOT NULL,
    board_id bigint NOT NULL,
    group_id bigint,
    CONSTRAINT organisations_school_moment_nm_check CHECK ((moment_nm >= 0)),
    CONSTRAINT organisations_school_moment_vm_check CHECK ((moment_vm >= 0)),
    CONSTRAINT school_moments_differ CHECK ((NOT (moment_vm = moment_nm))),
    CONSTRAINT school_number_six_digits CHECK (((number)::text ~ '^\d{6}$'::text))
);
CREATE TABLE public.organisations_schoolgroup (
    id bigint NOT NULL,
    name character varying(160) NOT NULL
);
ALTER TABLE public.organisations_schoolgroup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_schoolgroup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.organisations_service (
    id bigint NOT NULL,
    period daterange NOT NULL,
    centre_id bigint NOT NULL,
    school_id bigint NOT NULL
);
ALTER TABLE public.organisations_service ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_service_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_contact (
    id bigint NOT NULL,
    name character varying(160) NOT NULL,
    legal_role character varying(20) NOT NULL,
    relation character varying(60) NOT NULL,
    phone character varying(30) NOT NULL,
    email character varying(254) NOT NULL,
    language character varying(3) NOT NULL,
    interpreter boolean NOT NULL,
    lives_with boolean NOT NULL,
    barred boolean NOT NULL,
    "order" smallint NOT NULL,
    verified_on date,
    pupil_id bigint NOT NULL,
    CONSTRAINT contact_barred_lives_elsewhere CHECK (((NOT barred) OR (NOT lives_with))),
    CONSTRAINT people_contact_order_check CHECK (("order" >= 0))
);
ALTER TABLE public.people_contact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_contact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_contactevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    name character varying(160) NOT NULL,
    legal_role character varying(20) NOT NULL,
    relation character varying(60) NOT NULL,
    phone character varying(30) NOT NULL,
    email character varying(254) NOT NULL,
    language character varying(3) NOT NULL,
    interpreter boolean NOT NULL,
    lives_with boolean NOT NULL,
    barred boolean NOT NULL,
    "order" smallint NOT NULL,
    verified_on date,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    pupil_id bigint NOT NULL,
    CONSTRAINT people_contactevent_order_check CHECK (("order" >= 0))
);
ALTER TABLE public.people_contactevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_contactevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_pupil (
    id bigint NOT NULL,
    first_name character varying(80) NOT NULL,
    last_name character varying(120) NOT NULL,
    sort_key character varying(220) NOT NULL,
    birth_date date NOT NULL,
    gender character varying(1) NOT NULL,
    insz character varying(11),
    nationality character varying(2) NOT NULL,
    register_entry date,
    domicile character varying(2) NOT NULL,
    home_language character varying(3) NOT NULL,
    residence character varying(14) NOT NULL,
    ses_home_language boolean,
    ses_mother_education boolean,
    ses_allowance boolean,
    ses_neighbourhood boolean,
    distance_km numeric(5,1),
    diploma_on date,
    two_years_so_ended_on date,
    created_at timestamp with time zone NOT NULL,
    merged_into_id bigint,
    CONSTRAINT pupil_insz_eleven_digits CHECK ((((insz)::text ~ '^\d{11}$'::text) OR (insz IS NULL))),
    CONSTRAINT pupil_not_merged_into_itself CHECK ((NOT ((merged_into_id = id) AND (merged_into_id IS NOT NULL))))
);
ALTER TABLE public.people_pupil ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_pupil_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_pupil_siblings (
    id bigint NOT NULL,
    from_pupil_id bigint NOT NULL,
    to_pupil_id bigint NOT NULL
);
ALTER TABLE public.people_pupil_siblings ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_pupil_siblings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_pupilevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    first_name character varying(80) NOT NULL,
    last_name character varying(120) NOT NULL,
    sort_key character varying(220) NOT NULL,
    birth_date date NOT NULL,
    gender character varying(1) NOT NULL,
    insz character varying(11),
    nationality character varying(2) NOT NULL,
    register_entry date,
    domicile character varying(2) NOT NULL,
    home_language character varying(3) NOT NULL,
    residence character varying(14) NOT NULL,
    ses_home_language boolean,
    ses_mother_education boolean,
    ses_allowance boolean,
    ses_neighbourhood boolean,
    distance_km numeric(5,1),
    diploma_on date,
    two_years_so_ended_on date,
    created_at timestamp with time zone NOT NULL,
    merged_into_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE public.people_pupilevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_pupilevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_pupilnumber (
    id bigint NOT NULL,
    number character varying(20) NOT NULL,
    board_id bigint NOT NULL,
    pupil_id bigint NOT NULL
);
ALTER TABLE public.people_pupilnumber ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_pupilnumber_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.pghistory_context (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    metadata jsonb NOT NULL
);
CREATE TABLE public.procrastinate_events (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    type public.procrastinate_job_event_type,
    at timestamp with time zone DEFAULT now()
);
CREATE SEQUENCE public.procrastinate_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.procrastinate_events_id_seq OWNED BY public.procrastinate_events.id;
CREATE SEQUENCE public.procrastinate_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.procrastinate_jobs_id_seq OWNED BY public.procrastinate_jobs.id;
CREATE TABLE public.procrastinate_periodic_defers (
    id bigint NOT NULL,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint,
    periodic_id character varying(128) DEFAULT ''::character varying NOT NULL
);
CREATE SEQUENCE public.procrastinate_periodic_defers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.procrastinate_periodic_defers_id_seq OWNED BY public.procrastinate_periodic_defers.id;
CREATE TABLE public.procrastinate_workers (
    id bigint NOT NULL,
    last_heartbeat timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.procrastinate_workers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.procrastinate_workers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE ONLY public.attendance_halfday ATTACH PARTITION public.attendance_halfday_2015 FOR VALUES IN ('2015');
ALTER TABLE ONLY public.attendance_halfday ATTACH PARTITION public.attendance_halfday_2016 FOR VALUES IN ('2016');
ALTER TABLE ONLY public.attendance_halfday ATTACH PARTITION public.attendance_halfday_2017 FOR VALUES IN ('2017');
ALTER TABLE ONLY public.attendance_halfday ATTACH PARTITION public.attendance_halfday_2018 FOR VALUES IN ('2018');
ALTER TABLE ONLY public.attendance_halfday ATTACH PARTITION public.attendance_halfday_2019 FOR VALUES IN ('2019');
ALTER TABLE ONLY public.attendance_halfday ATTACH PARTITION public.attendance_halfday_2020 FOR VALUES IN ('2020');
ALTER TABLE ONLY public.attendance_halfday ATTACH PARTITION public.attendance_halfday_2021 FOR VALUES IN ('2021');
ALTER TABLE ONLY public.attendance_halfday ATTACH PARTITION public.attendance_halfday_2022 FOR VALUES IN ('2022');
ALTER TABLE ONLY public.attendance_halfday ATTACH PARTITION public.attendance_halfday_2023 FOR VALUES IN ('2023');
ALTER TABLE ONLY public.attendance_halfday ATTACH PARTITION public.attendance_halfday_2024 FOR VALUES IN ('2024');
ALTER TABLE ONLY public.attendance_halfday ATTACH PARTITION public.attendance_halfday_2025 FOR VALUES IN ('2025');
ALTER TABLE ONLY public.attendance_halfday ATTACH PARTITION public.attendance_halfday_2026 FOR VALUES IN ('2026');
ALTER TABLE ONLY public.attendance_halfday ATTACH PARTITION public.attendance_halfday_2027 FOR VALUES IN ('2027');
ALTER TABLE ONLY public.attendance_halfday ATTACH PARTITION public.attendance_halfday_2028 FOR VALUES IN ('2028');
ALTER TABLE ONLY public.attendance_halfday ATTACH PARTITION public.attendance_halfday_2029 FOR VALUES IN ('2029');
ALTER TABLE ONLY public.attendance_halfday ATTACH PARTITION public.attendance_halfday_2030 FOR VALUES IN ('2030');
ALTER TABLE ONLY public.attendance_halfday ATTACH PARTITION public.attendance_halfday_2031 FOR VALUES IN ('2031');
ALTER TABLE ONLY public.attendance_halfday ATTACH PARTITION public.attendance_halfday_2032 FOR VALUES IN ('2032');
ALTER TABLE ONLY public.attendance_halfday ATTACH PARTITION public.attendance_halfday_2033 FOR VALUES IN ('2033');
ALTER TABLE ONLY public.attendance_halfday ATTACH PARTITION public.attendance_halfday_2034 FOR VALUES IN ('2034');
ALTER TABLE ONLY public.attendance_halfday ATTACH PARTITION public.attendance_halfday_2035 FOR VALUES IN ('2035');
ALTER TABLE ONLY public.attendance_halfday ATTACH PARTITION public.attendance_halfday_other DEFAULT;
ALTER TABLE ONLY public.procrastinate_events ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_events_id_seq'::regclass);
ALTER TABLE ONLY public.procrastinate_jobs ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_jobs_id_seq'::regclass);
ALTER TABLE ONLY public.procrastinate_periodic_defers ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_periodic_defers_id_seq'::regclass);
INSERT INTO public.access_logentry (id, at, actor_id, actor, act, kind, object_id, pupil_id, organisation_id, why, detail) VALUES
	(1, '2026-11-23 09:23:14.065379+00', NULL, 'opdrachtregel', 'board.create', 'organisations.board', '1', NULL, 1, 'opdrachtregel', '{}'),
	(2, '2026-11-23 09:23:14.098072+00', NULL, 'opdrachtregel', 'school.create', 'organisations.school', '2', NULL, 2, 'opdrachtregel', '{}'),
	(3, '2026-11-23 09:23:14.120426+00', NULL, 'opdrachtregel', 'school.create', 'organisations.school', '3', NULL, 3, 'opdrachtregel', '{}'),
	(4, '2026-11-23 09:23:14.134157+00', NULL, 'opdrachtregel', 'school.create', 'organisations.school', '4', NULL, 4, 'opdrachtregel', '{}'),
	(5, '2026-11-23 09:23:14.136585+00', NULL, 'opdrachtregel', 'import.run', 'organisations.school', '', NULL, NULL, 'opdrachtregel', '{"file": "scholen.csv", "read": 3, "taken": 3, "refused": 0}'),
	(6, '2026-11-23 09:23:19.932789+00', NULL, 'opdrachtregel', 'pupil.create', 'people.pupil', '1', 1, NULL, 'opdrachtregel', '{}'),
	(7, '2026-11-23 09:23:19.935623+00', NULL, 'opdrachtregel', 'class.create', 'enrolment.classgroup', '1', NULL, 4, 'opdrachtregel', '{}'),
	(8, '2026-11-23 09:23:19.978518+00', NULL, 'opdrachtregel', 'enrolment.create', 'enrolment.enrolment', '1', 1, 4, 'opdrachtregel', '{}'),
	(9, '2026-11-23 09:23:20.000961+00', NULL, 'opdrachtregel', 'pupil.create', 'people.pupil', '2', 2, NULL, 'opdrachtregel', '{}'),
	(10, '2026-11-23 09:23:20.002319+00', NULL, 'opdrachtregel', 'class.create', 'enrolment.classgroup', '2', NULL, 2, 'opdrachtregel', '{}'),
	(11, '2026-11-23 09:23:20.01247+00', NULL, 'opdrachtregel', 'enrolment.create', 'enrolment.enrolment', '2', 2, 2, 'opdrachtregel', '{}'),
	(12, '2026-11-23 09:23:20.026313+00', NULL, 'opdrachtregel', 'pupil.create', 'people.pupil', '3', 3, NULL, 'opdrachtregel', '{}'),
	(13, '2026-11-23 09:23:20.028518+00', NULL, 'opdrachtregel', 'class.create', 'enrolment.classgroup', '3', NULL, 2, 'opdrachtregel', '{}'),
	(14, '2026-11-23 09:23:20.040401+00', NULL, 'opdrachtregel', 'enrolment.create', 'enrolment.enrolment', '3', 3, 2, 'opdrachtregel', '{}'),
	(15, '2026-11-23 09:23:20.061162+00', NULL, 'opdrachtregel', 'pupil.create', 'people.pupil', '4', 4, NULL, 'opdrachtregel', '{}'),
	(16, '2026-11-23 09:23:20.062432+00', NULL, 'opdrachtregel', 'class.create', 'enrolment.classgroup', '4', NULL, 3, 'opdrachtregel', '{}'),
	(17, '2026-11-23 09:23:20.0704+00', NULL, 'opdrachtregel', 'enrolment.create', 'enrolment.enrolment', '4', 4, 3, 'opdrachtregel', '{}'),
	(18, '2026-11-23 09:23:20.089519+00', NULL, 'opdrachtregel', 'pupil.create', 'people.pupil', '5', 5, NULL, 'opdrachtregel', '{}'),
	(19, '2026-11-23 09:23:20.093106+00', NULL, 'opdrachtregel', 'class.create', 'enrolment.classgroup', '5', NULL, 4, 'opdrachtregel', '{}'),
	(20, '2026-11-23 09:23:20.105876+00', NULL, 'opdrachtregel', 'enrolment.create', 'enrolment.enrolment', '5', 5, 4, 'opdrachtregel', '{}'),
	(21, '2026-11-23 09:23:20.122333+00', NULL, 'opdrachtregel', 'pupil.create', 'people.pupil', '6', 6, NULL, 'opdrachtregel', '{}'),
	(22, '2026-11-23 09:23:20.137579+00', NULL, 'opdrachtregel', 'enrolment.create', 'enrolment.enrolment', '6', 6, 4, 'opdrachtregel', '{}'),
	(23, '2026-11-23 09:23:20.149788+00', NULL, 'opdrachtregel', 'pupil.create', 'people.pupil', '7', 7, NULL, 'opdrachtregel', '{}'),
	(24, '2026-11-23 09:23:20.153314+00', NULL, 'opdrachtregel', 'class.create', 'enrolment.classgroup', '6', NULL, 2, 'opdrachtregel', '{}'),
	(25, '2026-11-23 09:23:20.167261+00', NULL, 'opdrachtregel', 'enrolment.create', 'enrolment.enrolment', '7', 7, 2, 'opdrachtregel', '{}'),
	(26, '2026-11-23 09:23:20.195643+00', NULL, 'opdrachtregel', 'pupil.create', 'people.pupil', '8', 8, NULL, 'opdrachtregel', '{}'),
	(27, '2026-11-23 09:23:20.20523+00', NULL, 'opdrachtregel', 'class.create', 'enrolment.classgroup', '7', NULL, 4, 'opdrachtregel', '{}'),
	(28, '2026-11-23 09:23:20.217206+00', NULL, 'opdrachtregel', 'enrolment.create', 'enrolment.enrolment', '8', 8, 4, 'opdrachtregel', '{}'),
	(29, '2026-11-23 09:23:20.22895+00', NULL, 'opdrachtregel', 'pupil.create', 'people.pupil', '9', 9, NULL, 'opdrachtregel', '{}'),
	(30, '2026-11-23 09:23:20.230399+00', NULL, 'opdrachtregel', 'class.create', 'enrolment.classgroup', '8', NULL, 4, 'opdrachtregel', '{}'),
	(31, '2026-11-23 09:23:20.248491+00', NULL, 'opdrachtregel', 'enrolment.create', 'enrolment.enrolment', '9', 9, 4, 'opdrachtregel', '{}'),
	(32, '2026-11-23 09:23:20.256863+00', NULL, 'opdrachtregel', 'pupil.create', 'people.pupil', '10', 10, NULL, 'opdrachtregel', '{}'),
	(33, '2026-11-23 09:23:20.26092+00', NULL, 'opdrachtregel', 'enrolment.create', 'enrolment.enrolment', '10', 10, 2, 'opdrachtregel', '{}'),
	(34, '2026-11-23 09:23:20.266063+00', NULL, 'opdrachtregel', 'pupil.create', 'people.pupil', '11', 11, NULL, 'opdrachtregel', '{}'),
	(35, '2026-11-23 09:23:20.270523+00', NULL, 'opdrachtregel', 'enrolment.create', 'enrolment.enrolment', '11', 11, 4, 'opdrachtregel', '{}'),
	(36, '2026-11-23 09:23:20.277945+00', NULL, 'opdrachtregel', 'pupil.create', 'people.pupil', '12', 12, NULL, 'opdrachtregel', '{}'),
	(37, '2026-11-23 09:23:20.28208+00', NULL, 'opdrachtregel', 'enrolment.create', 'enrolment.enrolment', '12', 12, 4, 'opdrachtregel', '{}'),
	(38, '2026-11-23 09:23:20.283336+00', NULL, 'opdrachtregel', 'import.run', 'people.pupil', '', NULL, NULL, 'opdrachtregel', '{"file": "leerlingen.csv", "read": 12, "taken": 12, "refused": 0}'),
	(39, '2026-11-23 09:23:35.567462+00', NULL, 'opdrachtregel', 'import.run', 'attendance.halfday', '', NULL, NULL, 'opdrachtregel', '{"file": "afwezigheden.txt", "kept": 0, "read": 61, "same": 0, "refused": 16, "written": 44, "overtaken": 1}'),
	(40, '2026-11-23 09:23:45.631481+00', NULL, 'opdrachtregel', 'operator.create', 'organisations.organisation', '5', NULL, 5, 'opdrachtregel', '{}'),
	(41, '2026-11-23 09:23:46.672892+00', NULL, 'opdrachtregel', 'user.create', 'access.user', '1', NULL, NULL, 'opdrachtregel', '{}'),
	(42, '2026-11-23 09:23:46.689807+00', NULL, 'opdrachtregel', 'member.manage', 'organisations.membership', '1', NULL, 5, 'opdrachtregel', '{"role": "beheerder", "user": 1}'),
	(43, '2026-11-23 09:24:00.748105+00', NULL, 'plichten', 'duties.recompute', 'duties.outcome', '', NULL, NULL, 'plichten', '{"pupils": 12, "changed": 24, "refused": 0}');
INSERT INTO public.access_user (id, password, last_login, username, first_name, last_name, email, is_active, demo, created_at) VALUES
	(1, 'argon2$argon2id$v=19$m=102400,t=2,p=8$RldMdlJyaTFRUm9NMzFlSkFjQ21Bcg$kYMMW2fYut17fSaynJQW+SrkH0nbHWlC9/8DsUOHjqc', NULL, 'ellen', 'Ellen', 'Smet', '', true, false, '2026-11-23 09:23:46.648222+00');
INSERT INTO public.attendance_certificate (id, kind, first_day, last_day, doubtful, note, received_on, registered_by_id, registered_at, withdrawn_at, withdrawn_by_id, pupil_id, scan_id, school_id) VALUES
	(1, 'ouderverklaring', '2026-01-12', '2026-01-13', false, '', '2026-01-14', NULL, '2026-11-23 09:24:47.074804+00', NULL, NULL, 1, 'eb2f49fa-e290-4954-b2b0-5436f2683687', 4);
INSERT INTO public.attendance_certificateevent (pgh_id, pgh_created_at, pgh_label, id, kind, first_day, last_day, doubtful, note, received_on, registered_by_id, registered_at, withdrawn_at, withdrawn_by_id, pgh_context_id, pgh_obj_id, pupil_id, school_id) VALUES
	(1, '2026-11-23 09:24:47.079812+00', 'insert', 1, 'ouderverklaring', '2026-01-12', '2026-01-13', false, '', '2026-01-14', NULL, '2026-11-23 09:24:47.074804+00', NULL, NULL, NULL, 1, 1, 4);
INSERT INTO public.attendance_halfday_2025 (school_year, pupil_id, date, part, enrolment_id, school_id, mark, ground, sub_code_id, late_minutes, verification, certificate_id, approved_by_id, approved_at, source, entered_by_id, entered_at, version) VALUES
	(2025, 1, '2026-05-27', 'vm', 1, 4, 'L', '', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 2, '2025-09-02', 'nm', 2, 2, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 2, '2025-09-02', 'vm', 2, 2, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 2, '2025-12-17', 'vm', 2, 2, 'Z', '', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 2, '2026-05-20', 'vm', 2, 2, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 3, '2025-12-11', 'nm', 3, 2, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 3, '2025-12-11', 'vm', 3, 2, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 3, '2026-01-26', 'nm', 3, 2, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 3, '2026-01-26', 'vm', 3, 2, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 3, '2026-02-11', 'vm', 3, 2, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 5, '2026-05-27', 'vm', 5, 4, 'L', '', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2025-09-11', 'nm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2025-09-11', 'vm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2025-09-25', 'nm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2025-09-25', 'vm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2025-10-03', 'nm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2025-10-03', 'vm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2025-11-10', 'nm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2025-11-10', 'vm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2025-11-12', 'vm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2025-12-08', 'nm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2025-12-08', 'vm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2025-12-17', 'vm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2026-01-09', 'nm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2026-01-09', 'vm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2026-01-12', 'nm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2026-01-12', 'vm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2026-01-13', 'nm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2026-01-13', 'vm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2026-01-22', 'nm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2026-01-22', 'vm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2026-01-23', 'nm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2026-01-23', 'vm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2026-01-28', 'vm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2026-03-02', 'nm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2026-03-02', 'vm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2026-03-03', 'nm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2026-03-03', 'vm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2026-03-13', 'nm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2026-03-13', 'vm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2026-03-24', 'nm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 6, '2026-03-24', 'vm', 6, 4, 'Z', 'ziek_medisch', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 9, '2026-05-27', 'vm', 9, 4, 'L', '', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1),
	(2025, 11, '2026-05-27', 'vm', 11, 4, 'L', '', NULL, NULL, '', NULL, NULL, NULL, 'invoer', NULL, '2026-11-23 09:23:35.33961+00', 1);
INSERT INTO public.attendance_subcode (id, code, name, label, school_id) VALUES
	(1, 'B', 'B1', '', 4);
INSERT INTO public.auth_permission (id, name, content_type_id, codename) VALUES
	(1, 'Can add permission', 3, 'add_permission'),
	(2, 'Can change permission', 3, 'change_permission'),
	(3, 'Can delete permission', 3, 'delete_permission'),
	(4, 'Can view permission', 3, 'view_permission'),
	(5, 'Can add group', 4, 'add_group'),
	(6, 'Can change group', 4, 'change_group'),
	(7, 'Can delete group', 4, 'delete_group'),
	(8, 'Can view group', 4, 'view_group'),
	(9, 'Can add content type', 5, 'add_contenttype'),
	(10, 'Can change content type', 5, 'change_contenttype'),
	(11, 'Can delete content type', 5, 'delete_contenttype'),
	(12, 'Can view content type', 5, 'view_contenttype'),
	(13, 'Can add session', 6, 'add_session'),
	(14, 'Can change session', 6, 'change_session'),
	(15, 'Can delete session', 6, 'delete_session'),
	(16, 'Can view session', 6, 'view_session'),
	(17, 'Can add context', 7, 'add_context'),
	(18, 'Can change context', 7, 'change_context'),
	(19, 'Can delete context', 7, 'delete_context'),
	(20, 'Can view context', 7, 'view_context'),
	(21, 'Can add events', 1, 'add_events'),
	(22, 'Can change events', 1, 'change_events'),
	(23, 'Can delete events', 1, 'delete_events'),
	(24, 'Can view events', 1, 'view_events'),
	(25, 'Can add middleware events', 2, 'add_middlewareevents'),
	(26, 'Can change middleware events', 2, 'change_middlewareevents'),
	(27, 'Can delete middleware events', 2, 'delete_middlewareevents'),
	(28, 'Can view middleware events', 2, 'view_middlewareevents'),
	(29, 'Can add procrastinate event', 8, 'add_procrastinateevent'),
	(30, 'Can change procrastinate event', 8, 'change_procrastinateevent'),
	(31, 'Can delete procrastinate event', 8, 'delete_procrastinateevent'),
	(32, 'Can view procrastinate event', 8, 'view_procrastinateevent'),
	(33, 'Can add procrastinate job', 9, 'add_procrastinatejob'),
	(34, 'Can change procrastinate job', 9, 'change_procrastinatejob'),
	(35, 'Can delete procrastinate job', 9, 'delete_procrastinatejob'),
	(36, 'Can view procrastinate job', 9, 'view_procrastinatejob'),
	(37, 'Can add procrastinate periodic defer', 10, 'add_procrastinateperiodicdefer'),
	(38, 'Can change procrastinate periodic defer', 10, 'change_procrastinateperiodicdefer'),
	(39, 'Can delete procrastinate periodic defer', 10, 'delete_procrastinateperiodicdefer'),
	(40, 'Can view procrastinate periodic defer', 10, 'view_procrastinateperiodicdefer'),
	(41, 'Can add procrastinate worker', 11, 'add_procrastinateworker'),
	(42, 'Can change procrastinate worker', 11, 'change_procrastinateworker'),
	(43, 'Can delete procrastinate worker', 11, 'delete_procrastinateworker'),
	(44, 'Can view procrastinate worker', 11, 'view_procrastinateworker'),
	(45, 'Can add email address', 12, 'add_emailaddress'),
	(46, 'Can change email address', 12, 'change_emailaddress'),
	(47, 'Can delete email address', 12, 'delete_emailaddress'),
	(48, 'Can view email address', 12, 'view_emailaddress'),
	(49, 'Can add email confirmation', 13, 'add_emailconfirmation'),
	(50, 'Can change email confirmation', 13, 'change_emailconfirmation'),
	(51, 'Can delete email confirmation', 13, 'delete_emailconfirmation'),
	(52, 'Can view email confirmation', 13, 'view_emailconfirmation'),
	(53, 'Can add gebruiker', 14, 'add_user'),
	(54, 'Can change gebruiker', 14, 'change_user'),
	(55, 'Can delete gebruiker', 14, 'delete_user'),
	(56, 'Can view gebruiker', 14, 'view_user'),
	(57, 'Can add log entry', 15, 'add_logentry'),
	(58, 'Can change log entry', 15, 'change_logentry'),
	(59, 'Can delete log entry', 15, 'delete_logentry'),
	(60, 'Can view log entry', 15, 'view_logentry'),
	(61, 'Can add aanmelding', 16, 'add_session'),
	(62, 'Can change aanmelding', 16, 'change_session'),
	(63, 'Can delete aanmelding', 16, 'delete_session'),
	(64, 'Can view aanmelding', 16, 'view_session'),
	(65, 'Can add wijziging', 17, 'add_change'),
	(66, 'Can change wijziging', 17, 'change_change'),
	(67, 'Can delete wijziging', 17, 'delete_change'),
	(68, 'Can view wijziging', 17, 'view_change'),
	(69, 'Can add feit', 18, 'add_fact'),
	(70, 'Can change feit', 18, 'change_fact'),
	(71, 'Can delete feit', 18, 'delete_fact'),
	(72, 'Can view feit', 18, 'view_fact'),
	(73, 'Can add bestand', 19, 'add_upload'),
	(74, 'Can change bestand', 19, 'change_upload'),
	(75, 'Can delete bestand', 19, 'delete_upload'),
	(76, 'Can view bestand', 19, 'view_upload'),
	(77, 'Can add organisatie', 20, 'add_organisation'),
	(78, 'Can change organisatie', 20, 'change_organisation'),
	(79, 'Can delete organisatie', 20, 'delete_organisation'),
	(80, 'Can view organisatie', 20, 'view_organisation'),
	(81, 'Can add vestigingsplaats', 21, 'add_location'),
	(82, 'Can change vestigingsplaats', 21, 'change_location'),
	(83, 'Can delete vestigingsplaats', 21, 'delete_location'),
	(84, 'Can view vestigingsplaats', 21, 'view_location'),
	(85, 'Can add functie', 22, 'add_membership'),
	(86, 'Can change functie', 22, 'change_membership'),
	(87, 'Can delete functie', 22, 'delete_membership'),
	(88, 'Can view functie', 22, 'view_membership'),
	(89, 'Can add scholen die als één optreden', 23, 'add_schoolgroup'),
	(90, 'Can change scholen die als één optreden', 23, 'change_schoolgroup'),
	(91, 'Can delete scholen die als één optreden', 23, 'delete_schoolgroup'),
	(92, 'Can view scholen die als één optreden', 23, 'view_schoolgroup'),
	(93, 'Can add begeleiding door een CLB', 24, 'add_service'),
	(94, 'Can change begeleiding door een CLB', 24, 'change_service'),
	(95, 'Can delete begeleiding door een CLB', 24, 'delete_service'),
	(96, 'Can view begeleiding door een CLB', 24, 'view_service'),
	(97, 'Can add schoolbestuur', 25, 'add_board'),
	(98, 'Can change schoolbestuur', 25, 'change_board'),
	(99, 'Can delete schoolbestuur', 25, 'delete_board'),
	(100, 'Can view schoolbestuur', 25, 'view_board'),
	(101, 'Can add CLB', 26, 'add_centre'),
	(102, 'Can change CLB', 26, 'change_centre'),
	(103, 'Can delete CLB', 26, 'delete_centre'),
	(104, 'Can view CLB', 26, 'view_centre'),
	(105, 'Can add school', 27, 'add_school'),
	(106, 'Can change school', 27, 'change_school'),
	(107, 'Can delete school', 27, 'delete_school'),
	(108, 'Can view school', 27, 'view_school'),
	(109, 'Can add contactpersoon', 28, 'add_contact'),
	(110, 'Can change contactpersoon', 28, 'change_contact'),
	(111, 'Can delete contactpersoon', 28, 'delete_contact'),
	(112, 'Can view contactpersoon', 28, 'view_contact'),
	(113, 'Can add leerling', 29, 'add_pupil'),
	(114, 'Can change leerling', 29, 'change_pupil'),
	(115, 'Can delete leerling', 29, 'delete_pupil'),
	(116, 'Can view leerling', 29, 'view_pupil'),
	(117, 'Can add contact event', 30, 'add_contactevent'),
	(118, 'Can change contact event', 30, 'change_contactevent'),
	(119, 'Can delete contact event', 30, 'delete_contactevent'),
	(120, 'Can view contact event', 30, 'view_contactevent'),
	(121, 'Can add pupil event', 31, 'add_pupilevent'),
	(122, 'Can change pupil event', 31, 'change_pupilevent'),
	(123, 'Can delete pupil event', 31, 'delete_pupilevent'),
	(124, 'Can view pupil event', 31, 'view_pupilevent'),
	(125, 'Can add leerlingnummer', 32, 'add_pupilnumber'),
	(126, 'Can change leerlingnummer', 32, 'change_pupilnumber'),
	(127, 'Can delete leerlingnummer', 32, 'delete_pupilnumber'),
	(128, 'Can view leerlingnummer', 32, 'view_pupilnumber'),
	(129, 'Can add enrolment event', 33, 'add_enrolmentevent'),
	(130, 'Can change enrolment event', 33, 'change_enrolmentevent'),
	(131, 'Can delete enrolment event', 33, 'delete_enrolmentevent'),
	(132, 'Can view enrolment event', 33, 'view_enrolmentevent'),
	(133, 'Can add vrije dag', 34, 'add_freeday'),
	(134, 'Can change vrije dag', 34, 'change_freeday'),
	(135, 'Can delete vrije dag', 34, 'delete_freeday'),
	(136, 'Can view vrije dag', 34, 'view_freeday'),
	(137, 'Can add gelegenheidsgroep', 35, 'add_gathering'),
	(138, 'Can change gelegenheidsgroep', 35, 'change_gathering'),
	(139, 'Can delete gelegenheidsgroep', 35, 'delete_gathering'),
	(140, 'Can view gelegenheidsgroep', 35, 'view_gathering'),
	(141, 'Can add plaats in een klas', 36, 'add_placement'),
	(142, 'Can change plaats in een klas', 36, 'change_placement'),
	(143, 'Can delete plaats in een klas', 36, 'delete_placement'),
	(144, 'Can view plaats in een klas', 36, 'view_placement'),
	(145, 'Can add eindresultaat', 37, 'add_yearresult'),
	(146, 'Can change eindresultaat', 37, 'change_yearresult'),
	(147, 'Can delete eindresultaat', 37, 'delete_yearresult'),
	(148, 'Can view eindresultaat', 37, 'view_yearresult'),
	(149, 'Can add klas', 38, 'add_classgroup'),
	(150, 'Can change klas', 38, 'change_classgroup'),
	(151, 'Can delete klas', 38, 'delete_classgroup'),
	(152, 'Can view klas', 38, 'view_classgroup'),
	(153, 'Can add leerkracht van een klas', 39, 'add_classteam'),
	(154, 'Can change leerkracht van een klas', 39, 'change_classteam'),
	(155, 'Can delete leerkracht van een klas', 39, 'delete_classteam'),
	(156, 'Can view leerkracht van een klas', 39, 'view_classteam'),
	(157, 'Can add inschrijving', 40, 'add_enrolment'),
	(158, 'Can change inschrijving', 40, 'change_enrolment'),
	(159, 'Can delete inschrijving', 40, 'delete_enrolment'),
	(160, 'Can view inschrijving', 40, 'view_enrolment'),
	(161, 'Can add halve dag', 41, 'add_halfday'),
	(162, 'Can change halve dag', 41, 'change_halfday'),
	(163, 'Can delete halve dag', 41, 'delete_halfday'),
	(164, 'Can view halve dag', 41, 'view_halfday'),
	(165, 'Can add vroegere stand van een halve dag', 42, 'add_halfdayhistory'),
	(166, 'Can change vroegere stand van een halve dag', 42, 'change_halfdayhistory'),
	(167, 'Can delete vroegere stand van een halve dag', 42, 'delete_halfdayhistory'),
	(168, 'Can view vroegere stand van een halve dag', 42, 'view_halfdayhistory'),
	(169, 'Can add attest', 43, 'add_certificate'),
	(170, 'Can change attest', 43, 'change_certificate'),
	(171, 'Can delete attest', 43, 'delete_certificate'),
	(172, 'Can view attest', 43, 'view_certificate'),
	(173, 'Can add certificate event', 44, 'add_certificateevent'),
	(174, 'Can change certificate event', 44, 'change_certificateevent'),
	(175, 'Can delete certificate event', 44, 'delete_certificateevent'),
	(176, 'Can view certificate event', 44, 'view_certificateevent'),
	(177, 'Can add gemist lesuur', 45, 'add_lessonmark'),
	(178, 'Can change gemist lesuur', 45, 'change_lessonmark'),
	(179, 'Can delete gemist lesuur', 45, 'delete_lessonmark'),
	(180, 'Can view gemist lesuur', 45, 'view_lessonmark'),
	(181, 'Can add register', 46, 'add_register'),
	(182, 'Can change register', 46, 'change_register'),
	(183, 'Can delete register', 46, 'delete_register'),
	(184, 'Can view register', 46, 'view_register'),
	(185, 'Can add eigen code', 47, 'add_subcode'),
	(186, 'Can change eigen code', 47, 'change_subcode'),
	(187, 'Can delete eigen code', 47, 'delete_subcode'),
	(188, 'Can view eigen code', 47, 'view_subcode'),
	(189, 'Can add opmerking bij een halve dag', 48, 'add_halfdaynote'),
	(190, 'Can change opmerking bij een halve dag', 48, 'change_halfdaynote'),
	(191, 'Can delete opmerking bij een halve dag', 48, 'delete_halfdaynote'),
	(192, 'Can view opmerking bij een halve dag', 48, 'view_halfdaynote'),
	(193, 'Can add uitkomst', 49, 'add_outcome'),
	(194, 'Can change uitkomst', 49, 'change_outcome'),
	(195, 'Can delete uitkomst', 49, 'delete_outcome'),
	(196, 'Can view uitkomst', 49, 'view_outcome'),
	(197, 'Can add antwoord van de wet', 50, 'add_pupilanswer'),
	(198, 'Can change antwoord van de wet', 50, 'change_pupilanswer'),
	(199, 'Can delete antwoord van de wet', 50, 'delete_pupilanswer'),
	(200, 'Can view antwoord van de wet', 50, 'view_pupilanswer');
INSERT INTO public.auth_permission (id, name, content_type_id, codename) VALUES
	(201, 'Can add gezien, geen actie', 51, 'add_seen'),
	(202, 'Can change gezien, geen actie', 51, 'change_seen'),
	(203, 'Can delete gezien, geen actie', 51, 'delete_seen'),
	(204, 'Can view gezien, geen actie', 51, 'view_seen'),
	(205, 'Can add invoer', 52, 'add_importrun'),
	(206, 'Can change invoer', 52, 'change_importrun'),
	(207, 'Can delete invoer', 52, 'delete_importrun'),
	(208, 'Can view invoer', 52, 'view_importrun'),
	(209, 'Can add bestand van een invoer', 53, 'add_importfile'),
	(210, 'Can change bestand van een invoer', 53, 'change_importfile'),
	(211, 'Can delete bestand van een invoer', 53, 'delete_importfile'),
	(212, 'Can view bestand van een invoer', 53, 'view_importfile'),
	(213, 'Can add profiel', 54, 'add_mappingprofile'),
	(214, 'Can change profiel', 54, 'change_mappingprofile'),
	(215, 'Can delete profiel', 54, 'delete_mappingprofile'),
	(216, 'Can view profiel', 54, 'view_mappingprofile'),
	(217, 'Can add geweigerde rij', 55, 'add_refusedrow'),
	(218, 'Can change geweigerde rij', 55, 'change_refusedrow'),
	(219, 'Can delete geweigerde rij', 55, 'delete_refusedrow'),
	(220, 'Can view geweigerde rij', 55, 'view_refusedrow');
INSERT INTO public.django_content_type (id, app_label, model) VALUES
	(1, 'pghistory', 'events'),
	(2, 'pghistory', 'middlewareevents'),
	(3, 'auth', 'permission'),
	(4, 'auth', 'group'),
	(5, 'contenttypes', 'contenttype'),
	(6, 'sessions', 'session'),
	(7, 'pghistory', 'context'),
	(8, 'procrastinate', 'procrastinateevent'),
	(9, 'procrastinate', 'procrastinatejob'),
	(10, 'procrastinate', 'procrastinateperiodicdefer'),
	(11, 'procrastinate', 'procrastinateworker'),
	(12, 'account', 'emailaddress'),
	(13, 'account', 'emailconfirmation'),
	(14, 'access', 'user'),
	(15, 'access', 'logentry'),
	(16, 'access', 'session'),
	(17, 'facts', 'change'),
	(18, 'facts', 'fact'),
	(19, 'documents', 'upload'),
	(20, 'organisations', 'organisation'),
	(21, 'organisations', 'location'),
	(22, 'organisations', 'membership'),
	(23, 'organisations', 'schoolgroup'),
	(24, 'organisations', 'service'),
	(25, 'organisations', 'board'),
	(26, 'organisations', 'centre'),
	(27, 'organisations', 'school'),
	(28, 'people', 'contact'),
	(29, 'people', 'pupil'),
	(30, 'people', 'contactevent'),
	(31, 'people', 'pupilevent'),
	(32, 'people', 'pupilnumber'),
	(33, 'enrolment', 'enrolmentevent'),
	(34, 'enrolment', 'freeday'),
	(35, 'enrolment', 'gathering'),
	(36, 'enrolment', 'placement'),
	(37, 'enrolment', 'yearresult'),
	(38, 'enrolment', 'classgroup'),
	(39, 'enrolment', 'classteam'),
	(40, 'enrolment', 'enrolment'),
	(41, 'attendance', 'halfday'),
	(42, 'attendance', 'halfdayhistory'),
	(43, 'attendance', 'certificate'),
	(44, 'attendance', 'certificateevent'),
	(45, 'attendance', 'lessonmark'),
	(46, 'attendance', 'register'),
	(47, 'attendance', 'subcode'),
	(48, 'attendance', 'halfdaynote'),
	(49, 'duties', 'outcome'),
	(50, 'duties', 'pupilanswer'),
	(51, 'duties', 'seen'),
	(52, 'exchange', 'importrun'),
	(53, 'exchange', 'importfile'),
	(54, 'exchange', 'mappingprofile'),
	(55, 'exchange', 'refusedrow');
INSERT INTO public.django_migrations (id, app, name, applied) VALUES
	(1, 'access', '0001_initial', '2026-11-23 09:22:57.325784+00'),
	(2, 'access', '0002_session_names_its_account', '2026-11-23 09:22:57.342816+00'),
	(3, 'account', '0001_initial', '2026-11-23 09:22:57.370986+00'),
	(4, 'account', '0002_email_max_length', '2026-11-23 09:22:57.385751+00'),
	(5, 'account', '0003_alter_emailaddress_create_unique_verified_email', '2026-11-23 09:22:57.404076+00'),
	(6, 'account', '0004_alter_emailaddress_drop_unique_email', '2026-11-23 09:22:57.419626+00'),
	(7, 'account', '0005_emailaddress_idx_upper_email', '2026-11-23 09:22:57.432919+00'),
	(8, 'account', '0006_emailaddress_lower', '2026-11-23 09:22:57.440188+00'),
	(9, 'account', '0007_emailaddress_idx_email', '2026-11-23 09:22:57.462512+00'),
	(10, 'account', '0008_emailaddress_unique_primary_email_fixup', '2026-11-23 09:22:57.478815+00'),
	(11, 'account', '0009_emailaddress_unique_primary_email', '2026-11-23 09:22:57.490874+00'),
	(12, 'pghistory', '0001_initial', '2026-11-23 09:22:57.505344+00'),
	(13, 'pghistory', '0002_aggregateevent', '2026-11-23 09:22:57.508868+00'),
	(14, 'pghistory', '0003_auto_20201023_1636', '2026-11-23 09:22:57.517291+00'),
	(15, 'pghistory', '0004_auto_20220906_1625', '2026-11-23 09:22:57.529097+00'),
	(16, 'pghistory', '0005_events_middlewareevents', '2026-11-23 09:22:57.533381+00'),
	(17, 'pghistory', '0006_delete_aggregateevent', '2026-11-23 09:22:57.544278+00'),
	(18, 'pghistory', '0007_auto_20250421_0444', '2026-11-23 09:22:57.552454+00'),
	(19, 'organisations', '0001_initial', '2026-11-23 09:22:57.751437+00'),
	(20, 'people', '0001_initial', '2026-11-23 09:22:57.985011+00'),
	(21, 'enrolment', '0001_initial', '2026-11-23 09:22:58.109414+00'),
	(22, 'enrolment', '0002_initial', '2026-11-23 09:22:58.820212+00'),
	(23, 'documents', '0001_initial', '2026-11-23 09:22:58.83108+00'),
	(24, 'attendance', '0001_initial', '2026-11-23 09:22:58.861099+00'),
	(25, 'attendance', '0002_initial', '2026-11-23 09:22:59.744637+00'),
	(26, 'attendance', '0003_half_day_table', '2026-11-23 09:22:59.867189+00'),
	(27, 'attendance', '0004_halfdaynote', '2026-11-23 09:22:59.897952+00'),
	(28, 'contenttypes', '0001_initial', '2026-11-23 09:22:59.902891+00'),
	(29, 'contenttypes', '0002_remove_content_type_name', '2026-11-23 09:22:59.934792+00'),
	(30, 'auth', '0001_initial', '2026-11-23 09:22:59.961523+00'),
	(31, 'auth', '0002_alter_permission_name_max_length', '2026-11-23 09:22:59.972894+00'),
	(32, 'auth', '0003_alter_user_email_max_length', '2026-11-23 09:22:59.979196+00'),
	(33, 'auth', '0004_alter_user_username_opts', '2026-11-23 09:22:59.986718+00'),
	(34, 'auth', '0005_alter_user_last_login_null', '2026-11-23 09:23:00.000781+00'),
	(35, 'auth', '0006_require_contenttypes_0002', '2026-11-23 09:23:00.003951+00'),
	(36, 'auth', '0007_alter_validators_add_error_messages', '2026-11-23 09:23:00.014611+00'),
	(37, 'auth', '0008_alter_user_username_max_length', '2026-11-23 09:23:00.025608+00'),
	(38, 'auth', '0009_alter_user_last_name_max_length', '2026-11-23 09:23:00.040065+00'),
	(39, 'auth', '0010_alter_group_name_max_length', '2026-11-23 09:23:00.053659+00'),
	(40, 'auth', '0011_update_proxy_permissions', '2026-11-23 09:23:00.121517+00'),
	(41, 'auth', '0012_alter_user_first_name_max_length', '2026-11-23 09:23:00.12754+00'),
	(42, 'duties', '0001_initial', '2026-11-23 09:23:00.137357+00'),
	(43, 'duties', '0002_initial', '2026-11-23 09:23:00.398734+00'),
	(44, 'duties', '0003_seen_side_day_and_act', '2026-11-23 09:23:00.876189+00'),
	(45, 'duties', '0004_outcome_without_double_indexes', '2026-11-23 09:23:01.009333+00'),
	(46, 'exchange', '0001_initial', '2026-11-23 09:23:01.399099+00'),
	(47, 'facts', '0001_initial', '2026-11-23 09:23:01.413909+00'),
	(48, 'procrastinate', '0001_initial', '2026-11-23 09:23:01.422612+00'),
	(49, 'procrastinate', '0002_drop_started_at_column', '2026-11-23 09:23:01.42967+00'),
	(50, 'procrastinate', '0003_drop_started_at_column', '2026-11-23 09:23:01.437898+00'),
	(51, 'procrastinate', '0004_drop_procrastinate_version_table', '2026-11-23 09:23:01.446161+00'),
	(52, 'procrastinate', '0005_fix_procrastinate_fetch_job', '2026-11-23 09:23:01.451683+00'),
	(53, 'procrastinate', '0006_fix_trigger_status_events_insert', '2026-11-23 09:23:01.457921+00'),
	(54, 'procrastinate', '0007_add_queueing_lock_column', '2026-11-23 09:23:01.466592+00'),
	(55, 'procrastinate', '0008_close_fetch_job_race_condition', '2026-11-23 09:23:01.47323+00'),
	(56, 'procrastinate', '0009_add_defer_job_function', '2026-11-23 09:23:01.487623+00'),
	(57, 'procrastinate', '0010_add_procrastinate_periodic_defers', '2026-11-23 09:23:01.502831+00'),
	(58, 'procrastinate', '0011_add_foreign_key_index', '2026-11-23 09:23:01.515001+00'),
	(59, 'procrastinate', '0012_add_locks_to_periodic_defer', '2026-11-23 09:23:01.526564+00'),
	(60, 'procrastinate', '0013_fix_procrastinate_defer_periodic_job', '2026-11-23 09:23:01.538721+00'),
	(61, 'procrastinate', '0014_add_finish_job_and_retry_job_functions', '2026-11-23 09:23:01.545429+00'),
	(62, 'procrastinate', '0015_add_trigger_on_job_deletion', '2026-11-23 09:23:01.553088+00'),
	(63, 'procrastinate', '0016_delete_finished_jobs', '2026-11-23 09:23:01.560389+00'),
	(64, 'procrastinate', '0017_add_checks_to_finish_job', '2026-11-23 09:23:01.567361+00'),
	(65, 'procrastinate', '0018_add_checks_to_retry_job', '2026-11-23 09:23:01.573507+00'),
	(66, 'procrastinate', '0019_fix_finish_job_compat_issue', '2026-11-23 09:23:01.580176+00'),
	(67, 'procrastinate', '0020_add_index_on_procrastinate_jobs', '2026-11-23 09:23:01.584946+00'),
	(68, 'procrastinate', '0021_add_kwargs_to_defer_periodic_job', '2026-11-23 09:23:01.590987+00'),
	(69, 'procrastinate', '0022_null_locks_excluded', '2026-11-23 09:23:01.596397+00'),
	(70, 'procrastinate', '0023_remove_old_finish_job_function', '2026-11-23 09:23:01.60127+00'),
	(71, 'procrastinate', '0024_job_id_bigint', '2026-11-23 09:23:01.61069+00'),
	(72, 'procrastinate', '0025_add_models', '2026-11-23 09:23:01.636157+00'),
	(73, 'procrastinate', '0026_add_job_priority', '2026-11-23 09:23:01.646831+00'),
	(74, 'procrastinate', '0027_add_periodic_job_priority', '2026-11-23 09:23:01.656486+00'),
	(75, 'procrastinate', '0028_add_cancel_states', '2026-11-23 09:23:01.67825+00'),
	(76, 'procrastinate', '0029_add_additional_params_to_retry_job', '2026-11-23 09:23:01.685042+00'),
	(77, 'procrastinate', '0030_alter_procrastinateevent_options', '2026-11-23 09:23:01.690823+00'),
	(78, 'procrastinate', '0031_add_indexes_for_fetch_job', '2026-11-23 09:23:01.702412+00'),
	(79, 'procrastinate', '0032_pre_cancel_notification', '2026-11-23 09:23:01.718397+00'),
	(80, 'procrastinate', '0033_post_cancel_notification', '2026-11-23 09:23:01.73819+00'),
	(81, 'procrastinate', '0034_pre_add_heartbeat', '2026-11-23 09:23:01.754041+00'),
	(82, 'procrastinate', '0035_post_add_heartbeat', '2026-11-23 09:23:01.758645+00'),
	(83, 'procrastinate', '0036_add_worker_model', '2026-11-23 09:23:01.769951+00'),
	(84, 'procrastinate', '0037_pre_batch_defer_jobs', '2026-11-23 09:23:01.786056+00'),
	(85, 'procrastinate', '0038_post_batch_defer_jobs', '2026-11-23 09:23:01.798777+00'),
	(86, 'procrastinate', '0039_pre_priority_lock_fetch_job', '2026-11-23 09:23:01.804594+00'),
	(87, 'procrastinate', '0040_pre_retry_failed_job', '2026-11-23 09:23:01.810978+00'),
	(88, 'procrastinate', '0041_post_retry_failed_job', '2026-11-23 09:23:01.820386+00'),
	(89, 'sessions', '0001_initial', '2026-11-23 09:23:01.839164+00');
INSERT INTO public.documents_upload (id, organisation_id, pupil_id, compartment, name, content_type, size, sha256, content, by_id, at) VALUES
	('eb2f49fa-e290-4954-b2b0-5436f2683687', 4, 1, 'zorg', 'attest.pdf', 'application/pdf', 14, 'cc01f131a24454ac13d4b2142960b10a4b621b2ae09d22da8ddb5a0881c467b1', '\x255044462d312e342070726f6566', NULL, '2026-11-23 09:24:47.064468+00');
INSERT INTO public.duties_outcome (id, school_year, regel, aard, status, voor, sinds, uiterlijk, vervuld_op, voorwerp, omdat, bron, advies, compartment, pupil_id, school_id) VALUES
	(1, 2026, 'verzuim.absoluut', 'plicht', 'open', '{agodi,clb}', '2026-09-01', NULL, NULL, '', '{"leerplichtig en nergens ingeschreven sinds 1 september 2026"}', '{001:155,001:371-373,001:1169-1187}', false, '', 8, 4),
	(2, 2026, 'thuiszitter', 'signaal', 'geldt', '{school,clb}', '2026-09-01', NULL, NULL, '', '{"leerplichtig en nergens ingeschreven"}', '{000:545-553}', true, '', 8, 4),
	(3, 2026, 'verzuim.absoluut', 'plicht', 'open', '{agodi,clb}', '2026-09-01', NULL, NULL, '', '{"leerplichtig en nergens ingeschreven sinds 1 september 2026"}', '{001:155,001:371-373,001:1169-1187}', false, '', 6, 4),
	(4, 2026, 'thuiszitter', 'signaal', 'geldt', '{school,clb}', '2026-09-01', NULL, NULL, '', '{"leerplichtig en nergens ingeschreven"}', '{000:545-553}', true, '', 6, 4),
	(5, 2026, 'verzuim.absoluut', 'plicht', 'open', '{agodi,clb}', '2026-09-01', NULL, NULL, '', '{"leerplichtig en nergens ingeschreven sinds 1 september 2026"}', '{001:155,001:371-373,001:1169-1187}', false, '', 1, 4),
	(6, 2026, 'thuiszitter', 'signaal', 'geldt', '{school,clb}', '2026-09-01', NULL, NULL, '', '{"leerplichtig en nergens ingeschreven"}', '{000:545-553}', true, '', 1, 4),
	(7, 2026, 'verzuim.absoluut', 'plicht', 'open', '{agodi,clb}', '2026-09-01', NULL, NULL, '', '{"leerplichtig en nergens ingeschreven sinds 1 september 2026"}', '{001:155,001:371-373,001:1169-1187}', false, '', 5, 4),
	(8, 2026, 'thuiszitter', 'signaal', 'geldt', '{school,clb}', '2026-09-01', NULL, NULL, '', '{"leerplichtig en nergens ingeschreven"}', '{000:545-553}', true, '', 5, 4),
	(9, 2026, 'verzuim.absoluut', 'plicht', 'open', '{agodi,clb}', '2026-09-01', NULL, NULL, '', '{"leerplichtig en nergens ingeschreven sinds 1 september 2026"}', '{001:155,001:371-373,001:1169-1187}', false, '', 4, 3),
	(10, 2026, 'thuiszitter', 'signaal', 'geldt', '{school,clb}', '2026-09-01', NULL, NULL, '', '{"leerplichtig en nergens ingeschreven"}', '{000:545-553}', true, '', 4, 3),
	(11, 2026, 'verzuim.absoluut', 'plicht', 'open', '{agodi,clb}', '2026-09-01', NULL, NULL, '', '{"leerplichtig en nergens ingeschreven sinds 1 september 2026"}', '{001:155,001:371-373,001:1169-1187}', false, '', 7, 2),
	(12, 2026, 'thuiszitter', 'signaal', 'geldt', '{school,clb}', '2026-09-01', NULL, NULL, '', '{"leerplichtig en nergens ingeschreven"}', '{000:545-553}', true, '', 7, 2),
	(13, 2026, 'verzuim.absoluut', 'plicht', 'open', '{agodi,clb}', '2026-09-01', NULL, NULL, '', '{"leerplichtig en nergens ingeschreven sinds 1 september 2026"}', '{001:155,001:371-373,001:1169-1187}', false, '', 12, 4),
	(14, 2026, 'thuiszitter', 'signaal', 'geldt', '{school,clb}', '2026-09-01', NULL, NULL, '', '{"leerplichtig en nergens ingeschreven"}', '{000:545-553}', true, '', 12, 4),
	(15, 2026, 'verzuim.absoluut', 'plicht', 'open', '{agodi,clb}', '2026-09-01', NULL, NULL, '', '{"leerplichtig en nergens ingeschreven sinds 1 september 2026"}', '{001:155,001:371-373,001:1169-1187}', false, '', 10, 2),
	(16, 2026, 'thuiszitter', 'signaal', 'geldt', '{school,clb}', '2026-09-01', NULL, NULL, '', '{"leerplichtig en nergens ingeschreven"}', '{000:545-553}', true, '', 10, 2),
	(17, 2026, 'verzuim.absoluut', 'plicht', 'open', '{agodi,clb}', '2026-09-01', NULL, NULL, '', '{"leerplichtig en nergens ingeschreven sinds 1 september 2026"}', '{001:155,001:371-373,001:1169-1187}', false, '', 11, 4),
	(18, 2026, 'thuiszitter', 'signaal', 'geldt', '{school,clb}', '2026-09-01', NULL, NULL, '', '{"leerplichtig en nergens ingeschreven"}', '{000:545-553}', true, '', 11, 4),
	(19, 2026, 'verzuim.absoluut', 'plicht', 'open', '{agodi,clb}', '2026-09-01', NULL, NULL, '', '{"leerplichtig en nergens ingeschreven sinds 1 september 2026"}', '{001:155,001:371-373,001:1169-1187}', false, '', 3, 2),
	(20, 2026, 'thuiszitter', 'signaal', 'geldt', '{school,clb}', '2026-09-01', NULL, NULL, '', '{"leerplichtig en nergens ingeschreven"}', '{000:545-553}', true, '', 3, 2),
	(21, 2026, 'verzuim.absoluut', 'plicht', 'open', '{agodi,clb}', '2026-09-01', NULL, NULL, '', '{"leerplichtig en nergens ingeschreven sinds 1 september 2026"}', '{001:155,001:371-373,001:1169-1187}', false, '', 9, 4),
	(22, 2026, 'thuiszitter', 'signaal', 'geldt', '{school,clb}', '2026-09-01', NULL, NULL, '', '{"leerplichtig en nergens ingeschreven"}', '{000:545-553}', true, '', 9, 4),
	(23, 2026, 'verzuim.absoluut', 'plicht', 'open', '{agodi,clb}', '2026-09-01', NULL, NULL, '', '{"leerplichtig en nergens ingeschreven sinds 1 september 2026"}', '{001:155,001:371-373,001:1169-1187}', false, '', 2, 2),
	(24, 2026, 'thuiszitter', 'signaal', 'geldt', '{school,clb}', '2026-09-01', NULL, NULL, '', '{"leerplichtig en nergens ingeschreven"}', '{000:545-553}', true, '', 2, 2);
INSERT INTO public.duties_pupilanswer (pupil_id, answered_on, changes_on, status, counts, urgency, at) VALUES
	(8, '2026-11-23', '2027-09-01', '{"thuiszitter": true, "ingeschreven": false, "leerplichtig": true, "leerplicht_tot": "2033-06-30", "leerplicht_van": "2020-09-01", "deeltijds_toegelaten": false}', '{"-": 0, "A": 0, "B": 0, "H": 0, "M": 0, "P": 0, "R": 0, "Z": 0, "schooljaar": "2026-2027", "lestijden_toah": 0}', '{"derde_graad": false, "b_halve_dagen": 0, "afwezig_vorige_jaren": false}', '2026-11-23 09:24:00.728415+00'),
	(6, '2026-11-23', '2027-09-01', '{"thuiszitter": true, "ingeschreven": false, "leerplichtig": true, "leerplicht_tot": "2038-05-07", "leerplicht_van": "2025-09-01", "deeltijds_toegelaten": false}', '{"-": 0, "A": 0, "B": 0, "H": 0, "M": 0, "P": 0, "R": 0, "Z": 0, "schooljaar": "2026-2027", "lestijden_toah": 0}', '{"derde_graad": false, "b_halve_dagen": 0, "afwezig_vorige_jaren": false}', '2026-11-23 09:24:00.728415+00'),
	(1, '2026-11-23', '2027-09-01', '{"thuiszitter": true, "ingeschreven": false, "leerplichtig": true, "leerplicht_tot": "2036-06-30", "leerplicht_van": "2023-09-01", "deeltijds_toegelaten": false}', '{"-": 0, "A": 0, "B": 0, "H": 0, "M": 0, "P": 0, "R": 0, "Z": 0, "schooljaar": "2026-2027", "lestijden_toah": 0}', '{"derde_graad": false, "b_halve_dagen": 0, "afwezig_vorige_jaren": false}', '2026-11-23 09:24:00.728415+00'),
	(5, '2026-11-23', '2027-09-01', '{"thuiszitter": true, "ingeschreven": false, "leerplichtig": true, "leerplicht_tot": "2038-06-30", "leerplicht_van": "2025-09-01", "deeltijds_toegelaten": false}', '{"-": 0, "A": 0, "B": 0, "H": 0, "M": 0, "P": 0, "R": 0, "Z": 0, "schooljaar": "2026-2027", "lestijden_toah": 0}', '{"derde_graad": false, "b_halve_dagen": 0, "afwezig_vorige_jaren": false}', '2026-11-23 09:24:00.728415+00'),
	(4, '2026-11-23', '2027-09-01', '{"thuiszitter": true, "ingeschreven": false, "leerplichtig": true, "leerplicht_tot": "2032-01-15", "leerplicht_van": "2020-09-01", "deeltijds_toegelaten": false}', '{"-": 0, "A": 0, "B": 0, "H": 0, "M": 0, "P": 0, "R": 0, "Z": 0, "schooljaar": "2026-2027", "lestijden_toah": 0}', '{"derde_graad": false, "b_halve_dagen": 0, "afwezig_vorige_jaren": false}', '2026-11-23 09:24:00.728415+00'),
	(7, '2026-11-23', '2027-09-01', '{"thuiszitter": true, "ingeschreven": false, "leerplichtig": true, "leerplicht_tot": "2028-04-03", "leerplicht_van": "2016-09-01", "deeltijds_toegelaten": true}', '{"-": 0, "A": 0, "B": 0, "H": 0, "M": 0, "P": 0, "R": 0, "Z": 0, "schooljaar": "2026-2027", "lestijden_toah": 0}', '{"derde_graad": false, "b_halve_dagen": 0, "afwezig_vorige_jaren": false}', '2026-11-23 09:24:00.728415+00'),
	(12, '2026-11-23', '2027-09-01', '{"thuiszitter": true, "ingeschreven": false, "leerplichtig": true, "leerplicht_tot": "2036-04-09", "leerplicht_van": "2023-09-01", "deeltijds_toegelaten": false}', '{"-": 0, "A": 0, "B": 0, "H": 0, "M": 0, "P": 0, "R": 0, "Z": 0, "schooljaar": "2026-2027", "lestijden_toah": 0}', '{"derde_graad": false, "b_halve_dagen": 0, "afwezig_vorige_jaren": false}', '2026-11-23 09:24:00.728415+00'),
	(10, '2026-11-23', '2027-09-01', '{"thuiszitter": true, "ingeschreven": false, "leerplichtig": true, "leerplicht_tot": "2028-06-30", "leerplicht_van": "2016-09-01", "deeltijds_toegelaten": true}', '{"-": 0, "A": 0, "B": 0, "H": 0, "M": 0, "P": 0, "R": 0, "Z": 0, "schooljaar": "2026-2027", "lestijden_toah": 0}', '{"derde_graad": false, "b_halve_dagen": 0, "afwezig_vorige_jaren": false}', '2026-11-23 09:24:00.728415+00'),
	(11, '2026-11-23', '2027-09-01', '{"thuiszitter": true, "ingeschreven": false, "leerplichtig": true, "leerplicht_tot": "2037-04-15", "leerplicht_van": "2024-09-01", "deeltijds_toegelaten": false}', '{"-": 0, "A": 0, "B": 0, "H": 0, "M": 0, "P": 0, "R": 0, "Z": 0, "schooljaar": "2026-2027", "lestijden_toah": 0}', '{"derde_graad": false, "b_halve_dagen": 0, "afwezig_vorige_jaren": false}', '2026-11-23 09:24:00.728415+00'),
	(3, '2026-11-23', '2027-07-24', '{"thuiszitter": true, "ingeschreven": false, "leerplichtig": true, "leerplicht_tot": "2029-06-30", "leerplicht_van": "2017-09-01", "deeltijds_toegelaten": false}', '{"-": 0, "A": 0, "B": 0, "H": 0, "M": 0, "P": 0, "R": 0, "Z": 0, "schooljaar": "2026-2027", "lestijden_toah": 0}', '{"derde_graad": false, "b_halve_dagen": 0, "afwezig_vorige_jaren": false}', '2026-11-23 09:24:00.728415+00'),
	(9, '2026-11-23', '2027-09-01', '{"thuiszitter": true, "ingeschreven": false, "leerplichtig": true, "leerplicht_tot": "2037-06-30", "leerplicht_van": "2024-09-01", "deeltijds_toegelaten": false}', '{"-": 0, "A": 0, "B": 0, "H": 0, "M": 0, "P": 0, "R": 0, "Z": 0, "schooljaar": "2026-2027", "lestijden_toah": 0}', '{"derde_graad": false, "b_halve_dagen": 0, "afwezig_vorige_jaren": false}', '2026-11-23 09:24:00.728415+00'),
	(2, '2026-11-23', '2027-09-01', '{"thuiszitter": true, "ingeschreven": false, "leerplichtig": true, "leerplicht_tot": "2030-06-30", "leerplicht_van": "2018-09-01", "deeltijds_toegelaten": false}', '{"-": 0, "A": 0, "B": 0, "H": 0, "M": 0, "P": 0, "R": 0, "Z": 0, "schooljaar": "2026-2027", "lestijden_toah": 0}', '{"derde_graad": false, "b_halve_dagen": 0, "afwezig_vorige_jaren": false}', '2026-11-23 09:24:00.728415+00');
INSERT INTO public.enrolment_classgroup (id, school_year, name, grade, location_id, school_id) VALUES
	(1, 2025, 'E2018', NULL, NULL, 4),
	(2, 2025, 'H2012', NULL, NULL, 2),
	(3, 2025, 'H2011', NULL, NULL, 2),
	(4, 2025, 'M2014', NULL, NULL, 3),
	(5, 2025, 'E2020', NULL, NULL, 4),
	(6, 2025, 'H2010', NULL, NULL, 2),
	(7, 2025, 'E2015', NULL, NULL, 4),
	(8, 2025, 'E2019', NULL, NULL, 4);
INSERT INTO public.enrolment_enrolment (id, school_year, period, share, level, kind, track, b_brought_along, grade, onderwijsvorm, stroom, finaliteit, studierichting, administratieve_groep, buo_type, opleidingsvorm, leave_reason, location_id, pupil_id, school_id) VALUES
	(1, 2025, '[2025-09-01,2026-09-01)', 'voltijds', 'lager', 'gewoon', 'voltijds', 0, NULL, '', '', '', '', '', '', '', '', NULL, 1, 4),
	(2, 2025, '[2025-09-01,2026-09-01)', 'voltijds', 'secundair', 'gewoon', 'voltijds', 0, NULL, '', '', '', '', '', '', '', '', NULL, 2, 2),
	(3, 2025, '[2025-09-01,2026-09-01)', 'voltijds', 'secundair', 'gewoon', 'voltijds', 0, NULL, '', '', '', '', '', '', '', '', NULL, 3, 2),
	(4, 2025, '[2025-09-01,2026-09-01)', 'voltijds', 'secundair', 'gewoon', 'voltijds', 0, NULL, '', '', '', '', '', '', '', '', NULL, 4, 3),
	(5, 2025, '[2025-09-01,2026-09-01)', 'voltijds', 'lager', 'gewoon', 'voltijds', 0, NULL, '', '', '', '', '', '', '', '', NULL, 5, 4),
	(6, 2025, '[2025-09-01,2026-09-01)', 'voltijds', 'lager', 'gewoon', 'voltijds', 0, NULL, '', '', '', '', '', '', '', '', NULL, 6, 4),
	(7, 2025, '[2025-09-01,2026-09-01)', 'voltijds', 'secundair', 'gewoon', 'voltijds', 0, NULL, '', '', '', '', '', '', '', '', NULL, 7, 2),
	(8, 2025, '[2025-09-01,2026-09-01)', 'voltijds', 'lager', 'gewoon', 'voltijds', 0, NULL, '', '', '', '', '', '', '', '', NULL, 8, 4),
	(9, 2025, '[2025-09-01,2026-09-01)', 'voltijds', 'lager', 'gewoon', 'voltijds', 0, NULL, '', '', '', '', '', '', '', '', NULL, 9, 4),
	(10, 2025, '[2025-09-01,2026-09-01)', 'voltijds', 'secundair', 'gewoon', 'voltijds', 0, NULL, '', '', '', '', '', '', '', '', NULL, 10, 2),
	(11, 2025, '[2025-09-01,2026-09-01)', 'voltijds', 'lager', 'gewoon', 'voltijds', 0, NULL, '', '', '', '', '', '', '', '', NULL, 11, 4),
	(12, 2025, '[2025-09-01,2026-09-01)', 'voltijds', 'lager', 'gewoon', 'voltijds', 0, NULL, '', '', '', '', '', '', '', '', NULL, 12, 4);
INSERT INTO public.enrolment_enrolmentevent (pgh_id, pgh_created_at, pgh_label, id, school_year, period, share, level, kind, track, b_brought_along, grade, onderwijsvorm, stroom, finaliteit, studierichting, administratieve_groep, buo_type, opleidingsvorm, leave_reason, location_id, pgh_context_id, pgh_obj_id, pupil_id, school_id) VALUES
	(1, '2026-11-23 09:23:19.867794+00', 'insert', 1, 2025, '[2025-09-01,2026-09-01)', 'voltijds', 'lager', 'gewoon', 'voltijds', 0, NULL, '', '', '', '', '', '', '', '', NULL, NULL, 1, 1, 4),
	(2, '2026-11-23 09:23:19.867794+00', 'insert', 2, 2025, '[2025-09-01,2026-09-01)', 'voltijds', 'secundair', 'gewoon', 'voltijds', 0, NULL, '', '', '', '', '', '', '', '', NULL, NULL, 2, 2, 2),
	(3, '2026-11-23 09:23:19.867794+00', 'insert', 3, 2025, '[2025-09-01,2026-09-01)', 'voltijds', 'secundair', 'gewoon', 'voltijds', 0, NULL, '', '', '', '', '', '', '', '', NULL, NULL, 3, 3, 2),
	(4, '2026-11-23 09:23:19.867794+00', 'insert', 4, 2025, '[2025-09-01,2026-09-01)', 'voltijds', 'secundair', 'gewoon', 'voltijds', 0, NULL, '', '', '', '', '', '', '', '', NULL, NULL, 4, 4, 3),
	(5, '2026-11-23 09:23:19.867794+00', 'insert', 5, 2025, '[2025-09-01,2026-09-01)', 'voltijds', 'lager', 'gewoon', 'voltijds', 0, NULL, '', '', '', '', '', '', '', '', NULL, NULL, 5, 5, 4),
	(6, '2026-11-23 09:23:19.867794+00', 'insert', 6, 2025, '[2025-09-01,2026-09-01)', 'voltijds', 'lager', 'gewoon', 'voltijds', 0, NULL, '', '', '', '', '', '', '', '', NULL, NULL, 6, 6, 4),
	(7, '2026-11-23 09:23:19.867794+00', 'insert', 7, 2025, '[2025-09-01,2026-09-01)', 'voltijds', 'secundair', 'gewoon', 'voltijds', 0, NULL, '', '', '', '', '', '', '', '', NULL, NULL, 7, 7, 2),
	(8, '2026-11-23 09:23:19.867794+00', 'insert', 8, 2025, '[2025-09-01,2026-09-01)', 'voltijds', 'lager', 'gewoon', 'voltijds', 0, NULL, '', '', '', '', '', '', '', '', NULL, NULL, 8, 8, 4),
	(9, '2026-11-23 09:23:19.867794+00', 'insert', 9, 2025, '[2025-09-01,2026-09-01)', 'voltijds', 'lager', 'gewoon', 'voltijds', 0, NULL, '', '', '', '', '', '', '', '', NULL, NULL, 9, 9, 4),
	(10, '2026-11-23 09:23:19.867794+00', 'insert', 10, 2025, '[2025-09-01,2026-09-01)', 'voltijds', 'secundair', 'gewoon', 'voltijds', 0, NULL, '', '', '', '', '', '', '', '', NULL, NULL, 10, 10, 2),
	(11, '2026-11-23 09:23:19.867794+00', 'insert', 11, 2025, '[2025-09-01,2026-09-01)', 'voltijds', 'lager', 'gewoon', 'voltijds', 0, NULL, '', '', '', '', '', '', '', '', NULL, NULL, 11, 11, 4),
	(12, '2026-11-23 09:23:19.867794+00', 'insert', 12, 2025, '[2025-09-01,2026-09-01)', 'voltijds', 'lager', 'gewoon', 'voltijds', 0, NULL, '', '', '', '', '', '', '', '', NULL, NULL, 12, 12, 4);
INSERT INTO public.enrolment_placement (id, period, class_group_id, enrolment_id) VALUES
	(1, '[2025-09-01,2026-09-01)', 1, 1),
	(2, '[2025-09-01,2026-09-01)', 2, 2),
	(3, '[2025-09-01,2026-09-01)', 3, 3),
	(4, '[2025-09-01,2026-09-01)', 4, 4),
	(5, '[2025-09-01,2026-09-01)', 5, 5),
	(6, '[2025-09-01,2026-09-01)', 5, 6),
	(7, '[2025-09-01,2026-09-01)', 6, 7),
	(8, '[2025-09-01,2026-09-01)', 7, 8),
	(9, '[2025-09-01,2026-09-01)', 8, 9),
	(10, '[2025-09-01,2026-09-01)', 6, 10),
	(11, '[2025-09-01,2026-09-01)', 8, 11),
	(12, '[2025-09-01,2026-09-01)', 1, 12);
INSERT INTO public.exchange_importrun (id, board_name, kind, state, profile, file_name, size, sha256, by_id, by_name, at, finished_at, part_done, doing, all_or_nothing, counts, kept, error, board_id, school_id) VALUES
	(1, 'Grand Bend', 'scholen', 'klaar', NULL, 'scholen.csv', 185, '2e74517e2810ab8514c0755ad651d76d49b37c1abd4ce259e9d67743e37040e5', NULL, 'opdrachtregel', '2026-11-23 09:23:14.163769+00', '2026-11-23 09:23:14.160995+00', 1, '', false, '{"gelezen": 3, "geweigerd": {"vrije_dag": 0, "onleesbaar": 0, "onbekende_code": 0, "woensdagnamiddag": 0, "buiten_schooljaar": 0, "onbekende_leerling": 0}, "opgenomen": 3, "vervangen": 0, "ongewijzigd": 0}', 0, '', 1, NULL),
	(2, 'Grand Bend', 'leerlingen', 'klaar', NULL, 'leerlingen.csv', 812, '739496aa5df51f612c0646f2effc0560d73fa394243f164fa9e7723655b06c43', NULL, 'opdrachtregel', '2026-11-23 09:23:20.287904+00', '2026-11-23 09:23:20.287048+00', 1, '', false, '{"gelezen": 12, "geweigerd": {"vrije_dag": 0, "onleesbaar": 0, "onbekende_code": 0, "woensdagnamiddag": 0, "buiten_schooljaar": 0, "onbekende_leerling": 0}, "opgenomen": 12, "vervangen": 0, "ongewijzigd": 0}', 0, '', 1, NULL),
	(3, 'Grand Bend', 'afwezigheden', 'klaar', NULL, 'afwezigheden.txt', 1460, 'dc76f357a6c5f2592ceccccbc885f54b29ba9e3b357d673116e233fa8a903cef', NULL, 'opdrachtregel', '2026-11-23 09:23:35.589711+00', '2026-11-23 09:23:35.588798+00', 1, '', false, '{"gelezen": 61, "geweigerd": {"vrije_dag": 8, "onleesbaar": 0, "onbekende_code": 0, "woensdagnamiddag": 6, "buiten_schooljaar": 2, "onbekende_leerling": 0}, "opgenomen": 44, "vervangen": 1, "ongewijzigd": 0}', 0, '', 1, NULL);
INSERT INTO public.facts_change (id, pupil_id, at) VALUES
	(1, 1, '2026-11-23 09:23:19.958428+00'),
	(2, 2, '2026-11-23 09:23:20.008234+00'),
	(3, 3, '2026-11-23 09:23:20.037762+00'),
	(4, 4, '2026-11-23 09:23:20.069618+00'),
	(5, 5, '2026-11-23 09:23:20.105085+00'),
	(6, 6, '2026-11-23 09:23:20.136874+00'),
	(7, 7, '2026-11-23 09:23:20.161944+00'),
	(8, 8, '2026-11-23 09:23:20.214979+00'),
	(9, 9, '2026-11-23 09:23:20.244388+00'),
	(10, 10, '2026-11-23 09:23:20.260027+00'),
	(11, 11, '2026-11-23 09:23:20.269491+00'),
	(12, 12, '2026-11-23 09:23:20.281182+00'),
	(13, 9, '2026-11-23 09:23:35.555625+00'),
	(14, 6, '2026-11-23 09:23:35.555625+00'),
	(15, 3, '2026-11-23 09:23:35.555625+00'),
	(16, 1, '2026-11-23 09:23:35.555625+00'),
	(17, 5, '2026-11-23 09:23:35.555625+00'),
	(18, 2, '2026-11-23 09:23:35.555625+00'),
	(19, 11, '2026-11-23 09:23:35.555625+00');
INSERT INTO public.organisations_board (organisation_id) VALUES
	(1);
INSERT INTO public.organisations_membership (id, role, period, organisation_id, user_id) VALUES
	(1, 'beheerder', '[2026-11-23,)', 5, 1);
INSERT INTO public.organisations_organisation (id, kind, name) VALUES
	(1, 'bestuur', 'Grand Bend'),
	(2, 'school', 'Grand Bend High School'),
	(3, 'school', 'Grand Bend Middle School'),
	(4, 'school', 'Grand Bend Elementary School'),
	(5, 'beheer', 'Beheer van Leerrecht');
INSERT INTO public.organisations_school (organisation_id, number, level, school_kind, moment_vm, moment_nm, board_id, group_id) VALUES
	(2, '901001', 'secundair', 'gewoon', 1, 6, 1, NULL),
	(3, '901044', 'secundair', 'gewoon', 1, 6, 1, NULL),
	(4, '901107', 'lager', 'gewoon', 1, 6, 1, NULL);
INSERT INTO public.people_contact (id, name, legal_role, relation, phone, email, language, interpreter, lives_with, barred, "order", verified_on, pupil_id) VALUES
	(1, 'An Peeters', 'ouder', '', '', 'an@thuis.example', 'nl', false, true, false, 1, NULL, 1);
INSERT INTO public.people_contactevent (pgh_id, pgh_created_at, pgh_label, id, name, legal_role, relation, phone, email, language, interpreter, lives_with, barred, "order", verified_on, pgh_context_id, pgh_obj_id, pupil_id) VALUES
	(1, '2026-11-23 09:24:47.02779+00', 'insert', 1, 'An Peeters', 'ouder', '', '', 'an@thuis.example', 'nl', false, true, false, 1, NULL, NULL, 1, 1);
INSERT INTO public.people_pupil (id, first_name, last_name, sort_key, birth_date, gender, insz, nationality, register_entry, domicile, home_language, residence, ses_home_language, ses_mother_education, ses_allowance, ses_neighbourhood, distance_km, diploma_on, two_years_so_ended_on, created_at, merged_into_id) VALUES
	(1, 'Tyrone', 'Dyer', 'dyer tyrone', '2018-11-15', '', NULL, 'BE', NULL, 'BE', '', 'thuis', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-23 09:23:19.908622+00', NULL),
	(2, 'Lisa', 'Woods', 'woods lisa', '2012-09-15', '', NULL, 'BE', NULL, 'BE', '', 'thuis', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-23 09:23:19.988542+00', NULL),
	(3, 'Julie', 'Randolph', 'randolph julie', '2011-07-24', '', NULL, 'BE', NULL, 'BE', '', 'thuis', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-23 09:23:20.016058+00', NULL),
	(4, 'Traci', 'Mathews', 'mathews traci', '2014-01-15', '', NULL, 'BE', NULL, 'BE', '', 'thuis', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-23 09:23:20.048145+00', NULL),
	(5, 'Dale', 'Jimenez', 'jimenez dale', '2020-08-17', '', NULL, 'BE', NULL, 'BE', '', 'thuis', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-23 09:23:20.072821+00', NULL),
	(6, 'Jeremy', 'Coleman', 'coleman jeremy', '2020-05-07', '', NULL, 'BE', NULL, 'BE', '', 'thuis', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-23 09:23:20.10896+00', NULL),
	(7, 'Vincent', 'Orozco', 'orozco vincent', '2010-04-03', '', NULL, 'BE', NULL, 'BE', '', 'thuis', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-23 09:23:20.138591+00', NULL),
	(8, 'Julie', 'Beard', 'beard julie', '2015-08-05', '', NULL, 'BE', NULL, 'BE', '', 'thuis', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-23 09:23:20.178355+00', NULL),
	(9, 'April', 'Shelton', 'shelton april', '2019-08-19', '', NULL, 'BE', NULL, 'BE', '', 'thuis', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-23 09:23:20.220606+00', NULL),
	(10, 'Rick', 'Owen', 'owen rick', '2010-09-16', '', NULL, 'BE', NULL, 'BE', '', 'thuis', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-23 09:23:20.252608+00', NULL),
	(11, 'Peter', 'Pratt', 'pratt peter', '2019-04-15', '', NULL, 'BE', NULL, 'BE', '', 'thuis', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-23 09:23:20.262513+00', NULL),
	(12, 'Beverly', 'Ortiz', 'ortiz beverly', '2018-04-09', '', NULL, 'BE', NULL, 'BE', '', 'thuis', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-23 09:23:20.273152+00', NULL);
INSERT INTO public.people_pupil_siblings (id, from_pupil_id, to_pupil_id) VALUES
	(1, 1, 2),
	(2, 2, 1);
INSERT INTO public.people_pupilevent (pgh_id, pgh_created_at, pgh_label, id, first_name, last_name, sort_key, birth_date, gender, insz, nationality, register_entry, domicile, home_language, residence, ses_home_language, ses_mother_education, ses_allowance, ses_neighbourhood, distance_km, diploma_on, two_years_so_ended_on, created_at, merged_into_id, pgh_context_id, pgh_obj_id) VALUES
	(1, '2026-11-23 09:23:19.867794+00', 'insert', 1, 'Tyrone', 'Dyer', 'dyer tyrone', '2018-11-15', '', NULL, 'BE', NULL, 'BE', '', 'thuis', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-23 09:23:19.908622+00', NULL, NULL, 1),
	(2, '2026-11-23 09:23:19.867794+00', 'insert', 2, 'Lisa', 'Woods', 'woods lisa', '2012-09-15', '', NULL, 'BE', NULL, 'BE', '', 'thuis', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-23 09:23:19.988542+00', NULL, NULL, 2),
	(3, '2026-11-23 09:23:19.867794+00', 'insert', 3, 'Julie', 'Randolph', 'randolph julie', '2011-07-24', '', NULL, 'BE', NULL, 'BE', '', 'thuis', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-23 09:23:20.016058+00', NULL, NULL, 3),
	(4, '2026-11-23 09:23:19.867794+00', 'insert', 4, 'Traci', 'Mathews', 'mathews traci', '2014-01-15', '', NULL, 'BE', NULL, 'BE', '', 'thuis', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-23 09:23:20.048145+00', NULL, NULL, 4),
	(5, '2026-11-23 09:23:19.867794+00', 'insert', 5, 'Dale', 'Jimenez', 'jimenez dale', '2020-08-17', '', NULL, 'BE', NULL, 'BE', '', 'thuis', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-23 09:23:20.072821+00', NULL, NULL, 5),
	(6, '2026-11-23 09:23:19.867794+00', 'insert', 6, 'Jeremy', 'Coleman', 'coleman jeremy', '2020-05-07', '', NULL, 'BE', NULL, 'BE', '', 'thuis', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-23 09:23:20.10896+00', NULL, NULL, 6),
	(7, '2026-11-23 09:23:19.867794+00', 'insert', 7, 'Vincent', 'Orozco', 'orozco vincent', '2010-04-03', '', NULL, 'BE', NULL, 'BE', '', 'thuis', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-23 09:23:20.138591+00', NULL, NULL, 7),
	(8, '2026-11-23 09:23:19.867794+00', 'insert', 8, 'Julie', 'Beard', 'beard julie', '2015-08-05', '', NULL, 'BE', NULL, 'BE', '', 'thuis', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-23 09:23:20.178355+00', NULL, NULL, 8),
	(9, '2026-11-23 09:23:19.867794+00', 'insert', 9, 'April', 'Shelton', 'shelton april', '2019-08-19', '', NULL, 'BE', NULL, 'BE', '', 'thuis', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-23 09:23:20.220606+00', NULL, NULL, 9),
	(10, '2026-11-23 09:23:19.867794+00', 'insert', 10, 'Rick', 'Owen', 'owen rick', '2010-09-16', '', NULL, 'BE', NULL, 'BE', '', 'thuis', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-23 09:23:20.252608+00', NULL, NULL, 10),
	(11, '2026-11-23 09:23:19.867794+00', 'insert', 11, 'Peter', 'Pratt', 'pratt peter', '2019-04-15', '', NULL, 'BE', NULL, 'BE', '', 'thuis', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-23 09:23:20.262513+00', NULL, NULL, 11),
	(12, '2026-11-23 09:23:19.867794+00', 'insert', 12, 'Beverly', 'Ortiz', 'ortiz beverly', '2018-04-09', '', NULL, 'BE', NULL, 'BE', '', 'thuis', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-23 09:23:20.273152+00', NULL, NULL, 12);
INSERT INTO public.people_pupilnumber (id, number, board_id, pupil_id) VALUES
	(1, '0000604821', 1, 1),
	(2, '0000604822', 1, 2),
	(3, '0000604823', 1, 3),
	(4, '0000604824', 1, 4),
	(5, '0000604825', 1, 5),
	(6, '0000604826', 1, 6),
	(7, '0000604827', 1, 7),
	(8, '0000604828', 1, 8),
	(9, '0000604829', 1, 9),
	(10, '0000604830', 1, 10),
	(11, '0000604831', 1, 11),
	(12, '0000604832', 1, 12);
INSERT INTO public.procrastinate_events (id, job_id, type, at) VALUES
	(1, 1, 'deferred', '2026-11-23 09:23:19.867794+00');
INSERT INTO public.procrastinate_jobs (id, queue_name, task_name, lock, args, status, scheduled_at, attempts, queueing_lock, priority, abort_requested, worker_id) VALUES
	(1, 'default', 'leerrecht.duties.recompute', NULL, '{}', 'todo', NULL, 0, 'plichten', 0, false, NULL);
SELECT pg_catalog.setval('public.access_logentry_id_seq', 43, true);
SELECT pg_catalog.setval('public.access_user_id_seq', 1, true);
SELECT pg_catalog.setval('public.account_emailaddress_id_seq', 1, false);
SELECT pg_catalog.setval('public.account_emailconfirmation_id_seq', 1, false);
SELECT pg_catalog.setval('public.attendance_certificate_id_seq', 1, true);
SELECT pg_catalog.setval('public.attendance_certificateevent_pgh_id_seq', 1, true);
SELECT pg_catalog.setval('public.attendance_halfdayhistory_id_seq', 1, false);
SELECT pg_catalog.setval('public.attendance_halfdaynote_id_seq', 1, false);
SELECT pg_catalog.setval('public.attendance_lessonmark_id_seq', 1, false);
SELECT pg_catalog.setval('public.attendance_register_id_seq', 1, false);
SELECT pg_catalog.setval('public.attendance_subcode_id_seq', 1, true);
SELECT pg_catalog.setval('public.auth_group_id_seq', 1, false);
SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 1, false);
SELECT pg_catalog.setval('public.auth_permission_id_seq', 220, true);
SELECT pg_catalog.setval('public.django_content_type_id_seq', 55, true);
SELECT pg_catalog.setval('public.django_migrations_id_seq', 89, true);
SELECT pg_catalog.setval('public.duties_outcome_id_seq', 24, true);
SELECT pg_catalog.setval('public.duties_seen_id_seq', 1, false);
SELECT pg_catalog.setval('public.enrolment_classgroup_id_seq', 8, true);
SELECT pg_catalog.setval('public.enrolment_classteam_id_seq', 1, false);
SELECT pg_catalog.setval('public.enrolment_enrolment_id_seq', 12, true);
SELECT pg_catalog.setval('public.enrolment_enrolmentevent_pgh_id_seq', 12, true);
SELECT pg_catalog.setval('public.enrolment_freeday_id_seq', 1, false);
SELECT pg_catalog.setval('public.enrolment_gathering_id_seq', 1, false);
SELECT pg_catalog.setval('public.enrolment_gathering_pupils_id_seq', 1, false);
SELECT pg_catalog.setval('public.enrolment_placement_id_seq', 12, true);
SELECT pg_catalog.setval('public.enrolment_yearresult_id_seq', 1, false);
SELECT pg_catalog.setval('public.exchange_importrun_id_seq', 3, true);
SELECT pg_catalog.setval('public.exchange_mappingprofile_id_seq', 1, false);
SELECT pg_catalog.setval('public.exchange_refusedrow_id_seq', 1, false);
SELECT pg_catalog.setval('public.facts_change_id_seq', 19, true);
SELECT pg_catalog.setval('public.facts_fact_id_seq', 1, false);
SELECT pg_catalog.setval('public.organisations_location_id_seq', 1, false);
SELECT pg_catalog.setval('public.organisations_membership_id_seq', 1, true);
SELECT pg_catalog.setval('public.organisations_organisation_id_seq', 5, true);
SELECT pg_catalog.setval('public.organisations_schoolgroup_id_seq', 1, false);
SELECT pg_catalog.setval('public.organisations_service_id_seq', 1, false);
SELECT pg_catalog.setval('public.people_contact_id_seq', 1, true);
SELECT pg_catalog.setval('public.people_contactevent_pgh_id_seq', 1, true);
SELECT pg_catalog.setval('public.people_pupil_id_seq', 12, true);
SELECT pg_catalog.setval('public.people_pupil_siblings_id_seq', 2, true);
SELECT pg_catalog.setval('public.people_pupilevent_pgh_id_seq', 12, true);
SELECT pg_catalog.setval('public.people_pupilnumber_id_seq', 12, true);
SELECT pg_catalog.setval('public.procrastinate_events_id_seq', 1, true);
SELECT pg_catalog.setval('public.procrastinate_jobs_id_seq', 1, true);
SELECT pg_catalog.setval('public.procrastinate_periodic_defers_id_seq', 1, false);
SELECT pg_catalog.setval('public.procrastinate_workers_id_seq', 1, false);
ALTER TABLE ONLY public.access_logentry
    ADD CONSTRAINT access_logentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.access_session
    ADD CONSTRAINT access_session_pkey PRIMARY KEY (session_key);
ALTER TABLE ONLY public.access_user
    ADD CONSTRAINT access_user_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.access_user
    ADD CONSTRAINT access_user_username_key UNIQUE (username);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.attendance_certificate
    ADD CONSTRAINT attendance_certificate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.attendance_certificate
    ADD CONSTRAINT attendance_certificate_scan_id_key UNIQUE (scan_id);
ALTER TABLE ONLY public.attendance_certificateevent
    ADD CONSTRAINT attendance_certificateevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.attendance_halfday
    ADD CONSTRAINT attendance_halfday_pkey PRIMARY KEY (school_year, pupil_id, date, part);
ALTER TABLE ONLY public.attendance_halfday_2015
    ADD CONSTRAINT attendance_halfday_2015_pkey PRIMARY KEY (school_year, pupil_id, date, part);
ALTER TABLE ONLY public.attendance_halfday_2016
    ADD CONSTRAINT attendance_halfday_2016_pkey PRIMARY KEY (school_year, pupil_id, date, part);
ALTER TABLE ONLY public.attendance_halfday_2017
    ADD CONSTRAINT attendance_halfday_2017_pkey PRIMARY KEY (school_year, pupil_id, date, part);
ALTER TABLE ONLY public.attendance_halfday_2018
    ADD CONSTRAINT attendance_halfday_2018_pkey PRIMARY KEY (school_year, pupil_id, date, part);
ALTER TABLE ONLY public.attendance_halfday_2019
    ADD CONSTRAINT attendance_halfday_2019_pkey PRIMARY KEY (school_year, pupil_id, date, part);
ALTER TABLE ONLY public.attendance_halfday_2020
    ADD CONSTRAINT attendance_halfday_2020_pkey PRIMARY KEY (school_year, pupil_id, date, part);
ALTER TABLE ONLY public.attendance_halfday_2021
    ADD CONSTRAINT attendance_halfday_2021_pkey PRIMARY KEY (school_year, pupil_id, date, part);
ALTER TABLE ONLY public.attendance_halfday_2022
    ADD CONSTRAINT attendance_halfday_2022_pkey PRIMARY KEY (school_year, pupil_id, date, part);
ALTER TABLE ONLY public.attendance_halfday_2023
    ADD CONSTRAINT attendance_halfday_2023_pkey PRIMARY KEY (school_year, pupil_id, date, part);
ALTER TABLE ONLY public.attendance_halfday_2024
    ADD CONSTRAINT attendance_halfday_2024_pkey PRIMARY KEY (school_year, pupil_id, date, part);
ALTER TABLE ONLY public.attendance_halfday_2025
    ADD CONSTRAINT attendance_halfday_2025_pkey PRIMARY KEY (school_year, pupil_id, date, part);
ALTER TABLE ONLY public.attendance_halfday_2026
    ADD CONSTRAINT attendance_halfday_2026_pkey PRIMARY KEY (school_year, pupil_id, date, part);
ALTER TABLE ONLY public.attendance_halfday_2027
    ADD CONSTRAINT attendance_halfday_2027_pkey PRIMARY KEY (school_year, pupil_id, date, part);
ALTER TABLE ONLY public.attendance_halfday_2028
    ADD CONSTRAINT attendance_halfday_2028_pkey PRIMARY KEY (school_year, pupil_id, date, part);
ALTER TABLE ONLY public.attendance_halfday_2029
    ADD CONSTRAINT attendance_halfday_2029_pkey PRIMARY KEY (school_year, pupil_id, date, part);
ALTER TABLE ONLY public.attendance_halfday_2030
    ADD CONSTRAINT attendance_halfday_2030_pkey PRIMARY KEY (school_year, pupil_id, date, part);
ALTER TABLE ONLY public.attendance_halfday_2031
    ADD CONSTRAINT attendance_halfday_2031_pkey PRIMARY KEY (school_year, pupil_id, date, part);
ALTER TABLE ONLY public.attendance_halfday_2032
    ADD CONSTRAINT attendance_halfday_2032_pkey PRIMARY KEY (school_year, pupil_id, date, part);
ALTER TABLE ONLY public.attendance_halfday_2033
    ADD CONSTRAINT attendance_halfday_2033_pkey PRIMARY KEY (school_year, pupil_id, date, part);
ALTER TABLE ONLY public.attendance_halfday_2034
    ADD CONSTRAINT attendance_halfday_2034_pkey PRIMARY KEY (school_year, pupil_id, date, part);
ALTER TABLE ONLY public.attendance_halfday_2035
    ADD CONSTRAINT attendance_halfday_2035_pkey PRIMARY KEY (school_year, pupil_id, date, part);
ALTER TABLE ONLY public.attendance_halfday_other
    ADD CONSTRAINT attendance_halfday_other_pkey PRIMARY KEY (school_year, pupil_id, date, part);
ALTER TABLE ONLY public.attendance_halfdayhistory
    ADD CONSTRAINT attendance_halfdayhistory_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.attendance_halfdaynote
    ADD CONSTRAINT attendance_halfdaynote_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.attendance_lessonmark
    ADD CONSTRAINT attendance_lessonmark_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.attendance_register
    ADD CONSTRAINT attendance_register_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.attendance_subcode
    ADD CONSTRAINT attendance_subcode_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.enrolment_classgroup
    ADD CONSTRAINT class_name_once UNIQUE (school_id, school_year, name);
ALTER TABLE ONLY public.enrolment_classteam
    ADD CONSTRAINT class_team_once UNIQUE (class_group_id, user_id, period);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);
ALTER TABLE ONLY public.documents_upload
    ADD CONSTRAINT documents_upload_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.duties_outcome
    ADD CONSTRAINT duties_outcome_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.duties_pupilanswer
    ADD CONSTRAINT duties_pupilanswer_pkey PRIMARY KEY (pupil_id);
ALTER TABLE ONLY public.duties_seen
    ADD CONSTRAINT duties_seen_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.enrolment_classgroup
    ADD CONSTRAINT enrolment_classgroup_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.enrolment_classteam
    ADD CONSTRAINT enrolment_classteam_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.enrolment_enrolment
    ADD CONSTRAINT enrolment_enrolment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.enrolment_enrolmentevent
    ADD CONSTRAINT enrolment_enrolmentevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.enrolment_freeday
    ADD CONSTRAINT enrolment_freeday_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.enrolment_gathering
    ADD CONSTRAINT enrolment_gathering_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.enrolment_gathering_pupils
    ADD CONSTRAINT enrolment_gathering_pupils_gathering_id_pupil_id_a45f6eea_uniq UNIQUE (gathering_id, pupil_id);
ALTER TABLE ONLY public.enrolment_gathering_pupils
    ADD CONSTRAINT enrolment_gathering_pupils_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.enrolment_enrolment
    ADD CONSTRAINT enrolment_no_overlap EXCLUDE USING gist (int8range(pupil_id, pupil_id, '[]'::text) WITH &&, period WITH &&, int4range(
CASE
    WHEN ((share)::text = 'deel2'::text) THEN 2
    ELSE 1
END,
CASE
    WHEN ((share)::text = 'deel1'::text) THEN 1
    ELSE 2
END, '[]'::text) WITH &&);
ALTER TABLE ONLY public.enrolment_placement
    ADD CONSTRAINT enrolment_placement_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.enrolment_yearresult
    ADD CONSTRAINT enrolment_yearresult_enrolment_id_key UNIQUE (enrolment_id);
ALTER TABLE ONLY public.enrolment_yearresult
    ADD CONSTRAINT enrolment_yearresult_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.exchange_importfile
    ADD CONSTRAINT exchange_importfile_pkey PRIMARY KEY (run_id);
ALTER TABLE ONLY public.exchange_importrun
    ADD CONSTRAINT exchange_importrun_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.exchange_mappingprofile
    ADD CONSTRAINT exchange_mappingprofile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.exchange_refusedrow
    ADD CONSTRAINT exchange_refusedrow_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.facts_change
    ADD CONSTRAINT facts_change_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.facts_fact
    ADD CONSTRAINT facts_fact_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.enrolment_freeday
    ADD CONSTRAINT free_day_once UNIQUE (school_id, date);
ALTER TABLE ONLY public.attendance_lessonmark
    ADD CONSTRAINT lesson_mark_once UNIQUE (pupil_id, date, hour);
ALTER TABLE ONLY public.organisations_location
    ADD CONSTRAINT location_number_per_school UNIQUE (school_id, number);
ALTER TABLE ONLY public.organisations_membership
    ADD CONSTRAINT membership_once_at_a_time EXCLUDE USING gist (int8range(user_id, user_id, '[]'::text) WITH &&, int8range(organisation_id, organisation_id, '[]'::text) WITH &&, int4range(hashtext((role)::text), hashtext((role)::text), '[]'::text) WITH &&, period WITH &&);
ALTER TABLE ONLY public.organisations_board
    ADD CONSTRAINT organisations_board_pkey PRIMARY KEY (organisation_id);
ALTER TABLE ONLY public.organisations_centre
    ADD CONSTRAINT organisations_centre_pkey PRIMARY KEY (organisation_id);
ALTER TABLE ONLY public.organisations_location
    ADD CONSTRAINT organisations_location_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organisations_membership
    ADD CONSTRAINT organisations_membership_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organisations_organisation
    ADD CONSTRAINT organisations_organisation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organisations_school
    ADD CONSTRAINT organisations_school_number_key UNIQUE (number);
ALTER TABLE ONLY public.organisations_school
    ADD CONSTRAINT organisations_school_pkey PRIMARY KEY (organisation_id);
ALTER TABLE ONLY public.organisations_schoolgroup
    ADD CONSTRAINT organisations_schoolgroup_name_key UNIQUE (name);
ALTER TABLE ONLY public.organisations_schoolgroup
    ADD CONSTRAINT organisations_schoolgroup_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organisations_service
    ADD CONSTRAINT organisations_service_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.duties_outcome
    ADD CONSTRAINT outcome_once UNIQUE (pupil_id, regel, voorwerp, sinds);
ALTER TABLE ONLY public.people_contact
    ADD CONSTRAINT people_contact_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_contactevent
    ADD CONSTRAINT people_contactevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.people_pupil
    ADD CONSTRAINT people_pupil_insz_key UNIQUE (insz);
ALTER TABLE ONLY public.people_pupil
    ADD CONSTRAINT people_pupil_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_pupil_siblings
    ADD CONSTRAINT people_pupil_siblings_from_pupil_id_to_pupil_id_91f1edda_uniq UNIQUE (from_pupil_id, to_pupil_id);
ALTER TABLE ONLY public.people_pupil_siblings
    ADD CONSTRAINT people_pupil_siblings_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_pupilevent
    ADD CONSTRAINT people_pupilevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.people_pupilnumber
    ADD CONSTRAINT people_pupilnumber_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.pghistory_context
    ADD CONSTRAINT pghistory_context_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.enrolment_placement
    ADD CONSTRAINT placement_one_class_at_a_time EXCLUDE USING gist (int8range(enrolment_id, enrolment_id, '[]'::text) WITH &&, period WITH &&);
ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp);
ALTER TABLE ONLY public.procrastinate_workers
    ADD CONSTRAINT procrastinate_workers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.exchange_mappingprofile
    ADD CONSTRAINT profile_name_once UNIQUE (board_id, kind, name);
ALTER TABLE ONLY public.people_pupilnumber
    ADD CONSTRAINT pupil_number_once_per_board UNIQUE (board_id, number);
ALTER TABLE ONLY public.attendance_register
    ADD CONSTRAINT register_once UNIQUE (class_group_id, date, part);
ALTER TABLE ONLY public.duties_seen
    ADD CONSTRAINT seen_once UNIQUE (pupil_id, regel, school_year, voorwerp, side);
ALTER TABLE ONLY public.organisations_service
    ADD CONSTRAINT service_one_centre_at_a_time EXCLUDE USING gist (int8range(school_id, school_id, '[]'::text) WITH &&, period WITH &&);
ALTER TABLE ONLY public.attendance_subcode
    ADD CONSTRAINT sub_code_once UNIQUE (school_id, name);
CREATE INDEX access_session_account_id_203b22a1 ON public.access_session USING btree (account_id);
CREATE INDEX access_session_expire_date_01e9588e ON public.access_session USING btree (expire_date);
CREATE INDEX access_session_session_key_b3fa2cd1_like ON public.access_session USING btree (session_key varchar_pattern_ops);
CREATE INDEX access_user_username_09372906_like ON public.access_user USING btree (username varchar_pattern_ops);
CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);
CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);
CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);
CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);
CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);
CREATE INDEX answer_changes_on ON public.duties_pupilanswer USING btree (changes_on);
CREATE INDEX attendance_certificate_pupil_id_e4f15fc7 ON public.attendance_certificate USING btree (pupil_id);
CREATE INDEX attendance_certificate_school_id_68bb6241 ON public.attendance_certificate USING btree (school_id);
CREATE INDEX attendance_certificateevent_pgh_context_id_70a96a3f ON public.attendance_certificateevent USING btree (pgh_context_id);
CREATE INDEX attendance_certificateevent_pgh_obj_id_93d5d1d4 ON public.attendance_certificateevent USING btree (pgh_obj_id);
CREATE INDEX attendance_certificateevent_pupil_id_00d306b4 ON public.attendance_certificateevent USING btree (pupil_id);
CREATE INDEX attendance_certificateevent_school_id_d5a60961 ON public.attendance_certificateevent USING btree (school_id);
CREATE INDEX half_day_school_date ON ONLY public.attendance_halfday USING btree (school_id, date);
CREATE INDEX attendance_halfday_2015_school_id_date_idx ON public.attendance_halfday_2015 USING btree (school_id, date);
CREATE INDEX half_day_unknown ON ONLY public.attendance_halfday USING btree (school_id, school_year) WHERE ((mark)::text = '-'::text);
CREATE INDEX attendance_halfday_2015_school_id_school_year_idx ON public.attendance_halfday_2015 USING btree (school_id, school_year) WHERE ((mark)::text = '-'::text);
CREATE INDEX half_day_p_open ON ONLY public.attendance_halfday USING btree (school_id, school_year) WHERE (((mark)::text = 'P'::text) AND (approved_at IS NULL));
CREATE INDEX attendance_halfday_2015_school_id_school_year_idx1 ON public.attendance_halfday_2015 USING btree (school_id, school_year) WHERE (((mark)::text = 'P'::text) AND (approved_at IS NULL));
CREATE INDEX attendance_halfday_2016_school_id_date_idx ON public.attendance_halfday_2016 USING btree (school_id, date);
CREATE INDEX attendance_halfday_2016_school_id_school_year_idx ON public.attendance_halfday_2016 USING btree (school_id, school_year) WHERE ((mark)::text = '-'::text);
CREATE INDEX attendance_halfday_2016_school_id_school_year_idx1 ON public.attendance_halfday_2016 USING btree (school_id, school_year) WHERE (((mark)::text = 'P'::text) AND (approved_at IS NULL));
CREATE INDEX attendance_halfday_2017_school_id_date_idx ON public.attendance_halfday_2017 USING btree (school_id, date);
CREATE INDEX attendance_halfday_2017_school_id_school_year_idx ON public.attendance_halfday_2017 USING btree (school_id, school_year) WHERE ((mark)::text = '-'::text);
CREATE INDEX attendance_halfday_2017_school_id_school_year_idx1 ON public.attendance_halfday_2017 USING btree (school_id, school_year) WHERE (((mark)::text = 'P'::text) AND (approved_at IS NULL));
CREATE INDEX attendance_halfday_2018_school_id_date_idx ON public.attendance_halfday_2018 USING btree (school_id, date);
CREATE INDEX attendance_halfday_2018_school_id_school_year_idx ON public.attendance_halfday_2018 USING btree (school_id, school_year) WHERE ((mark)::text = '-'::text);
CREATE INDEX attendance_halfday_2018_school_id_school_year_idx1 ON public.attendance_halfday_2018 USING btree (school_id, school_year) WHERE (((mark)::text = 'P'::text) AND (approved_at IS NULL));
CREATE INDEX attendance_halfday_2019_school_id_date_idx ON public.attendance_halfday_2019 USING btree (school_id, date);
CREATE INDEX attendance_halfday_2019_school_id_school_year_idx ON public.attendance_halfday_2019 USING btree (school_id, school_year) WHERE ((mark)::text = '-'::text);
CREATE INDEX attendance_halfday_2019_school_id_school_year_idx1 ON public.attendance_halfday_2019 USING btree (school_id, school_year) WHERE (((mark)::text = 'P'::text) AND (approved_at IS NULL));
CREATE INDEX attendance_halfday_2020_school_id_date_idx ON public.attendance_halfday_2020 USING btree (school_id, date);
CREATE INDEX attendance_halfday_2020_school_id_school_year_idx ON public.attendance_halfday_2020 USING btree (school_id, school_year) WHERE ((mark)::text = '-'::text);
CREATE INDEX attendance_halfday_2020_school_id_school_year_idx1 ON public.attendance_halfday_2020 USING btree (school_id, school_year) WHERE (((mark)::text = 'P'::text) AND (approved_at IS NULL));
CREATE INDEX attendance_halfday_2021_school_id_date_idx ON public.attendance_halfday_2021 USING btree (school_id, date);
CREATE INDEX attendance_halfday_2021_school_id_school_year_idx ON public.attendance_halfday_2021 USING btree (school_id, school_year) WHERE ((mark)::text = '-'::text);
CREATE INDEX attendance_halfday_2021_school_id_school_year_idx1 ON public.attendance_halfday_2021 USING btree (school_id, school_year) WHERE (((mark)::text = 'P'::text) AND (approved_at IS NULL));
CREATE INDEX attendance_halfday_2022_school_id_date_idx ON public.attendance_halfday_2022 USING btree (school_id, date);
CREATE INDEX attendance_halfday_2022_school_id_school_year_idx ON public.attendance_halfday_2022 USING btree (school_id, school_year) WHERE ((mark)::text = '-'::text);
CREATE INDEX attendance_halfday_2022_school_id_school_year_idx1 ON public.attendance_halfday_2022 USING btree (school_id, school_year) WHERE (((mark)::text = 'P'::text) AND (approved_at IS NULL));
CREATE INDEX attendance_halfday_2023_school_id_date_idx ON public.attendance_halfday_2023 USING btree (school_id, date);
CREATE INDEX attendance_halfday_2023_school_id_school_year_idx ON public.attendance_halfday_2023 USING btree (school_id, school_year) WHERE ((mark)::text = '-'::text);
CREATE INDEX attendance_halfday_2023_school_id_school_year_idx1 ON public.attendance_halfday_2023 USING btree (school_id, school_year) WHERE (((mark)::text = 'P'::text) AND (approved_at IS NULL));
CREATE INDEX attendance_halfday_2024_school_id_date_idx ON public.attendance_halfday_2024 USING btree (school_id, date);
CREATE INDEX attendance_halfday_2024_school_id_school_year_idx ON public.attendance_halfday_2024 USING btree (school_id, school_year) WHERE ((mark)::text = '-'::text);
CREATE INDEX attendance_halfday_2024_school_id_school_year_idx1 ON public.attendance_halfday_2024 USING btree (school_id, school_year) WHERE (((mark)::text = 'P'::text) AND (approved_at IS NULL));
CREATE INDEX attendance_halfday_2025_school_id_date_idx ON public.attendance_halfday_2025 USING btree (school_id, date);
CREATE INDEX attendance_halfday_2025_school_id_school_year_idx ON public.attendance_halfday_2025 USING btree (school_id, school_year) WHERE ((mark)::text = '-'::text);
CREATE INDEX attendance_halfday_2025_school_id_school_year_idx1 ON public.attendance_halfday_2025 USING btree (school_id, school_year) WHERE (((mark)::text = 'P'::text) AND (approved_at IS NULL));
CREATE INDEX attendance_halfday_2026_school_id_date_idx ON public.attendance_halfday_2026 USING btree (school_id, date);
CREATE INDEX attendance_halfday_2026_school_id_school_year_idx ON public.attendance_halfday_2026 USING btree (school_id, school_year) WHERE ((mark)::text = '-'::text);
CREATE INDEX attendance_halfday_2026_school_id_school_year_idx1 ON public.attendance_halfday_2026 USING btree (school_id, school_year) WHERE (((mark)::text = 'P'::text) AND (approved_at IS NULL));
CREATE INDEX attendance_halfday_2027_school_id_date_idx ON public.attendance_halfday_2027 USING btree (school_id, date);
CREATE INDEX attendance_halfday_2027_school_id_school_year_idx ON public.attendance_halfday_2027 USING btree (school_id, school_year) WHERE ((mark)::text = '-'::text);
CREATE INDEX attendance_halfday_2027_school_id_school_year_idx1 ON public.attendance_halfday_2027 USING btree (school_id, school_year) WHERE (((mark)::text = 'P'::text) AND (approved_at IS NULL));
CREATE INDEX attendance_halfday_2028_school_id_date_idx ON public.attendance_halfday_2028 USING btree (school_id, date);
CREATE INDEX attendance_halfday_2028_school_id_school_year_idx ON public.attendance_halfday_2028 USING btree (school_id, school_year) WHERE ((mark)::text = '-'::text);
CREATE INDEX attendance_halfday_2028_school_id_school_year_idx1 ON public.attendance_halfday_2028 USING btree (school_id, school_year) WHERE (((mark)::text = 'P'::text) AND (approved_at IS NULL));
CREATE INDEX attendance_halfday_2029_school_id_date_idx ON public.attendance_halfday_2029 USING btree (school_id, date);
CREATE INDEX attendance_halfday_2029_school_id_school_year_idx ON public.attendance_halfday_2029 USING btree (school_id, school_year) WHERE ((mark)::text = '-'::text);
CREATE INDEX attendance_halfday_2029_school_id_school_year_idx1 ON public.attendance_halfday_2029 USING btree (school_id, school_year) WHERE (((mark)::text = 'P'::text) AND (approved_at IS NULL));
CREATE INDEX attendance_halfday_2030_school_id_date_idx ON public.attendance_halfday_2030 USING btree (school_id, date);
CREATE INDEX attendance_halfday_2030_school_id_school_year_idx ON public.attendance_halfday_2030 USING btree (school_id, school_year) WHERE ((mark)::text = '-'::text);
CREATE INDEX attendance_halfday_2030_school_id_school_year_idx1 ON public.attendance_halfday_2030 USING btree (school_id, school_year) WHERE (((mark)::text = 'P'::text) AND (approved_at IS NULL));
CREATE INDEX attendance_halfday_2031_school_id_date_idx ON public.attendance_halfday_2031 USING btree (school_id, date);
CREATE INDEX attendance_halfday_2031_school_id_school_year_idx ON public.attendance_halfday_2031 USING btree (school_id, school_year) WHERE ((mark)::text = '-'::text);
CREATE INDEX attendance_halfday_2031_school_id_school_year_idx1 ON public.attendance_halfday_2031 USING btree (school_id, school_year) WHERE (((mark)::text = 'P'::text) AND (approved_at IS NULL));
CREATE INDEX attendance_halfday_2032_school_id_date_idx ON public.attendance_halfday_2032 USING btree (school_id, date);
CREATE INDEX attendance_halfday_2032_school_id_school_year_idx ON public.attendance_halfday_2032 USING btree (school_id, school_year) WHERE ((mark)::text = '-'::text);
CREATE INDEX attendance_halfday_2032_school_id_school_year_idx1 ON public.attendance_halfday_2032 USING btree (school_id, school_year) WHERE (((mark)::text = 'P'::text) AND (approved_at IS NULL));
CREATE INDEX attendance_halfday_2033_school_id_date_idx ON public.attendance_halfday_2033 USING btree (school_id, date);
CREATE INDEX attendance_halfday_2033_school_id_school_year_idx ON public.attendance_halfday_2033 USING btree (school_id, school_year) WHERE ((mark)::text = '-'::text);
CREATE INDEX attendance_halfday_2033_school_id_school_year_idx1 ON public.attendance_halfday_2033 USING btree (school_id, school_year) WHERE (((mark)::text = 'P'::text) AND (approved_at IS NULL));
CREATE INDEX attendance_halfday_2034_school_id_date_idx ON public.attendance_halfday_2034 USING btree (school_id, date);
CREATE INDEX attendance_halfday_2034_school_id_school_year_idx ON public.attendance_halfday_2034 USING btree (school_id, school_year) WHERE ((mark)::text = '-'::text);
CREATE INDEX attendance_halfday_2034_school_id_school_year_idx1 ON public.attendance_halfday_2034 USING btree (school_id, school_year) WHERE (((mark)::text = 'P'::text) AND (approved_at IS NULL));
CREATE INDEX attendance_halfday_2035_school_id_date_idx ON public.attendance_halfday_2035 USING btree (school_id, date);
CREATE INDEX attendance_halfday_2035_school_id_school_year_idx ON public.attendance_halfday_2035 USING btree (school_id, school_year) WHERE ((mark)::text = '-'::text);
CREATE INDEX attendance_halfday_2035_school_id_school_year_idx1 ON public.attendance_halfday_2035 USING btree (school_id, school_year) WHERE (((mark)::text = 'P'::text) AND (approved_at IS NULL));
CREATE INDEX attendance_halfday_other_school_id_date_idx ON public.attendance_halfday_other USING btree (school_id, date);
CREATE INDEX attendance_halfday_other_school_id_school_year_idx ON public.attendance_halfday_other USING btree (school_id, school_year) WHERE ((mark)::text = '-'::text);
CREATE INDEX attendance_halfday_other_school_id_school_year_idx1 ON public.attendance_halfday_other USING btree (school_id, school_year) WHERE (((mark)::text = 'P'::text) AND (approved_at IS NULL));
CREATE INDEX attendance_halfdaynote_pupil_id_6a1653de ON public.attendance_halfdaynote USING btree (pupil_id);
CREATE INDEX attendance_halfdaynote_school_id_e17359af ON public.attendance_halfdaynote USING btree (school_id);
CREATE INDEX attendance_lessonmark_enrolment_id_46e0fe8b ON public.attendance_lessonmark USING btree (enrolment_id);
CREATE INDEX attendance_lessonmark_pupil_id_e2b469aa ON public.attendance_lessonmark USING btree (pupil_id);
CREATE INDEX attendance_register_class_group_id_d1598b58 ON public.attendance_register USING btree (class_group_id);
CREATE INDEX attendance_subcode_school_id_049b6eae ON public.attendance_subcode USING btree (school_id);
CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);
CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);
CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);
CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);
CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);
CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);
CREATE INDEX duties_seen_pupil_id_8a4bc4bc ON public.duties_seen USING btree (pupil_id);
CREATE INDEX duties_seen_school_id_cde76191 ON public.duties_seen USING btree (school_id);
CREATE INDEX enrolment_classgroup_location_id_8fccd754 ON public.enrolment_classgroup USING btree (location_id);
CREATE INDEX enrolment_classgroup_school_id_221370bd ON public.enrolment_classgroup USING btree (school_id);
CREATE INDEX enrolment_classteam_class_group_id_35da12dc ON public.enrolment_classteam USING btree (class_group_id);
CREATE INDEX enrolment_classteam_user_id_0d11d192 ON public.enrolment_classteam USING btree (user_id);
CREATE INDEX enrolment_enrolment_location_id_29a32e1e ON public.enrolment_enrolment USING btree (location_id);
CREATE INDEX enrolment_enrolment_pupil_id_7c8220e6 ON public.enrolment_enrolment USING btree (pupil_id);
CREATE INDEX enrolment_enrolment_school_id_db67d9d1 ON public.enrolment_enrolment USING btree (school_id);
CREATE INDEX enrolment_enrolmentevent_location_id_e31a3d19 ON public.enrolment_enrolmentevent USING btree (location_id);
CREATE INDEX enrolment_enrolmentevent_pgh_context_id_21292aa1 ON public.enrolment_enrolmentevent USING btree (pgh_context_id);
CREATE INDEX enrolment_enrolmentevent_pgh_obj_id_46b06642 ON public.enrolment_enrolmentevent USING btree (pgh_obj_id);
CREATE INDEX enrolment_enrolmentevent_pupil_id_5e0e0bf0 ON public.enrolment_enrolmentevent USING btree (pupil_id);
CREATE INDEX enrolment_enrolmentevent_school_id_ae55a24e ON public.enrolment_enrolmentevent USING btree (school_id);
CREATE INDEX enrolment_freeday_school_id_00aa5588 ON public.enrolment_freeday USING btree (school_id);
CREATE INDEX enrolment_gathering_made_by_id_754ca7c2 ON public.enrolment_gathering USING btree (made_by_id);
CREATE INDEX enrolment_gathering_pupils_gathering_id_ce92e682 ON public.enrolment_gathering_pupils USING btree (gathering_id);
CREATE INDEX enrolment_gathering_pupils_pupil_id_e3e15b76 ON public.enrolment_gathering_pupils USING btree (pupil_id);
CREATE INDEX enrolment_gathering_school_id_275f73e3 ON public.enrolment_gathering USING btree (school_id);
CREATE INDEX enrolment_placement_class_group_id_5212d3da ON public.enrolment_placement USING btree (class_group_id);
CREATE INDEX enrolment_placement_enrolment_id_872a3e76 ON public.enrolment_placement USING btree (enrolment_id);
CREATE INDEX enrolment_school_year ON public.enrolment_enrolment USING btree (school_id, school_year);
CREATE INDEX exchange_importrun_board_id_dc667080 ON public.exchange_importrun USING btree (board_id);
CREATE INDEX exchange_importrun_school_id_5b4d4d10 ON public.exchange_importrun USING btree (school_id);
CREATE INDEX exchange_mappingprofile_board_id_9c8cab4a ON public.exchange_mappingprofile USING btree (board_id);
CREATE INDEX exchange_refusedrow_run_id_fe637324 ON public.exchange_refusedrow USING btree (run_id);
CREATE INDEX fact_pupil_date ON public.facts_fact USING btree (pupil_id, date);
CREATE INDEX half_day_history_pupil ON public.attendance_halfdayhistory USING btree (pupil_id, date);
CREATE INDEX half_day_note_of_pupil ON public.attendance_halfdaynote USING btree (pupil_id, date, part);
CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::public.procrastinate_job_status));
CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat);
CREATE INDEX import_school_at ON public.exchange_importrun USING btree (school_id, at DESC);
CREATE INDEX log_organisation ON public.access_logentry USING btree (organisation_id, at DESC);
CREATE INDEX log_pupil ON public.access_logentry USING btree (pupil_id, at DESC);
CREATE UNIQUE INDEX organisation_name_unique_but_for_schools ON public.organisations_organisation USING btree (name) WHERE (NOT ((kind)::text = 'school'::text));
CREATE INDEX organisations_location_school_id_c93b323e ON public.organisations_location USING btree (school_id);
CREATE INDEX organisations_membership_organisation_id_716d02c4 ON public.organisations_membership USING btree (organisation_id);
CREATE INDEX organisations_membership_user_id_dfd8e4e8 ON public.organisations_membership USING btree (user_id);
CREATE INDEX organisations_school_board_id_73961fd4 ON public.organisations_school USING btree (board_id);
CREATE INDEX organisations_school_group_id_02c4ba07 ON public.organisations_school USING btree (group_id);
CREATE INDEX organisations_school_number_911061b6_like ON public.organisations_school USING btree (number varchar_pattern_ops);
CREATE INDEX organisations_schoolgroup_name_9fd2d249_like ON public.organisations_schoolgroup USING btree (name varchar_pattern_ops);
CREATE INDEX organisations_service_centre_id_3a4b1128 ON public.organisations_service USING btree (centre_id);
CREATE INDEX organisations_service_school_id_ccf21208 ON public.organisations_service USING btree (school_id);
CREATE INDEX outcome_school_status ON public.duties_outcome USING btree (school_id, status);
CREATE INDEX people_contact_pupil_id_2a5448d7 ON public.people_contact USING btree (pupil_id);
CREATE INDEX people_contactevent_pgh_context_id_7a54cc72 ON public.people_contactevent USING btree (pgh_context_id);
CREATE INDEX people_contactevent_pgh_obj_id_79fca0a6 ON public.people_contactevent USING btree (pgh_obj_id);
CREATE INDEX people_contactevent_pupil_id_2502b43c ON public.people_contactevent USING btree (pupil_id);
CREATE INDEX people_pupil_insz_416a8b75_like ON public.people_pupil USING btree (insz varchar_pattern_ops);
CREATE INDEX people_pupil_merged_into_id_96b6df4f ON public.people_pupil USING btree (merged_into_id);
CREATE INDEX people_pupil_siblings_from_pupil_id_e7a1a9ed ON public.people_pupil_siblings USING btree (from_pupil_id);
CREATE INDEX people_pupil_siblings_to_pupil_id_e6441d0c ON public.people_pupil_siblings USING btree (to_pupil_id);
CREATE INDEX people_pupilevent_merged_into_id_2ae76c8f ON public.people_pupilevent USING btree (merged_into_id);
CREATE INDEX people_pupilevent_pgh_context_id_2a651371 ON public.people_pupilevent USING btree (pgh_context_id);
CREATE INDEX people_pupilevent_pgh_obj_id_f17d679d ON public.people_pupilevent USING btree (pgh_obj_id);
CREATE INDEX people_pupilnumber_board_id_bd97939c ON public.people_pupilnumber USING btree (board_id);
CREATE INDEX people_pupilnumber_pupil_id_e716eebf ON public.people_pupilnumber USING btree (pupil_id);
CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id);
CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::public.procrastinate_job_status, 'doing'::public.procrastinate_job_status]));
CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::public.procrastinate_job_status);
CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::public.procrastinate_job_status);
CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name);
CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::public.procrastinate_job_status);
CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id);
CREATE INDEX pupil_sort_key ON public.people_pupil USING btree (sort_key);
CREATE INDEX refused_run_row ON public.exchange_refusedrow USING btree (run_id, "row");
CREATE INDEX register_date ON public.attendance_register USING btree (date);
CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";
CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;
ALTER INDEX public.attendance_halfday_pkey ATTACH PARTITION public.attendance_halfday_2015_pkey;
ALTER INDEX public.half_day_school_date ATTACH PARTITION public.attendance_halfday_2015_school_id_date_idx;
ALTER INDEX public.half_day_unknown ATTACH PARTITION public.attendance_halfday_2015_school_id_school_year_idx;
ALTER INDEX public.half_day_p_open ATTACH PARTITION public.attendance_halfday_2015_school_id_school_year_idx1;
ALTER INDEX public.attendance_halfday_pkey ATTACH PARTITION public.attendance_halfday_2016_pkey;
ALTER INDEX public.half_day_school_date ATTACH PARTITION public.attendance_halfday_2016_school_id_date_idx;
ALTER INDEX public.half_day_unknown ATTACH PARTITION public.attendance_halfday_2016_school_id_school_year_idx;
ALTER INDEX public.half_day_p_open ATTACH PARTITION public.attendance_halfday_2016_school_id_school_year_idx1;
ALTER INDEX public.attendance_halfday_pkey ATTACH PARTITION public.attendance_halfday_2017_pkey;
ALTER INDEX public.half_day_school_date ATTACH PARTITION public.attendance_halfday_2017_school_id_date_idx;
ALTER INDEX public.half_day_unknown ATTACH PARTITION public.attendance_halfday_2017_school_id_school_year_idx;
ALTER INDEX public.half_day_p_open ATTACH PARTITION public.attendance_halfday_2017_school_id_school_year_idx1;
ALTER INDEX public.attendance_halfday_pkey ATTACH PARTITION public.attendance_halfday_2018_pkey;
ALTER INDEX public.half_day_school_date ATTACH PARTITION public.attendance_halfday_2018_school_id_date_idx;
ALTER INDEX public.half_day_unknown ATTACH PARTITION public.attendance_halfday_2018_school_id_school_year_idx;
ALTER INDEX public.half_day_p_open ATTACH PARTITION public.attendance_halfday_2018_school_id_school_year_idx1;
ALTER INDEX public.attendance_halfday_pkey ATTACH PARTITION public.attendance_halfday_2019_pkey;
ALTER INDEX public.half_day_school_date ATTACH PARTITION public.attendance_halfday_2019_school_id_date_idx;
ALTER INDEX public.half_day_unknown ATTACH PARTITION public.attendance_halfday_2019_school_id_school_year_idx;
ALTER INDEX public.half_day_p_open ATTACH PARTITION public.attendance_halfday_2019_school_id_school_year_idx1;
ALTER INDEX public.attendance_halfday_pkey ATTACH PARTITION public.attendance_halfday_2020_pkey;
ALTER INDEX public.half_day_school_date ATTACH PARTITION public.attendance_halfday_2020_school_id_date_idx;
ALTER INDEX public.half_day_unknown ATTACH PARTITION public.attendance_halfday_2020_school_id_school_year_idx;
ALTER INDEX public.half_day_p_open ATTACH PARTITION public.attendance_halfday_2020_school_id_school_year_idx1;
ALTER INDEX public.attendance_halfday_pkey ATTACH PARTITION public.attendance_halfday_2021_pkey;
ALTER INDEX public.half_day_school_date ATTACH PARTITION public.attendance_halfday_2021_school_id_date_idx;
ALTER INDEX public.half_day_unknown ATTACH PARTITION public.attendance_halfday_2021_school_id_school_year_idx;
ALTER INDEX public.half_day_p_open ATTACH PARTITION public.attendance_halfday_2021_school_id_school_year_idx1;
ALTER INDEX public.attendance_halfday_pkey ATTACH PARTITION public.attendance_halfday_2022_pkey;
ALTER INDEX public.half_day_school_date ATTACH PARTITION public.attendance_halfday_2022_school_id_date_idx;
ALTER INDEX public.half_day_unknown ATTACH PARTITION public.attendance_halfday_2022_school_id_school_year_idx;
ALTER INDEX public.half_day_p_open ATTACH PARTITION public.attendance_halfday_2022_school_id_school_year_idx1;
ALTER INDEX public.attendance_halfday_pkey ATTACH PARTITION public.attendance_halfday_2023_pkey;
ALTER INDEX public.half_day_school_date ATTACH PARTITION public.attendance_halfday_2023_school_id_date_idx;
ALTER INDEX public.half_day_unknown ATTACH PARTITION public.attendance_halfday_2023_school_id_school_year_idx;
ALTER INDEX public.half_day_p_open ATTACH PARTITION public.attendance_halfday_2023_school_id_school_year_idx1;
ALTER INDEX public.attendance_halfday_pkey ATTACH PARTITION public.attendance_halfday_2024_pkey;
ALTER INDEX public.half_day_school_date ATTACH PARTITION public.attendance_halfday_2024_school_id_date_idx;
ALTER INDEX public.half_day_unknown ATTACH PARTITION public.attendance_halfday_2024_school_id_school_year_idx;
ALTER INDEX public.half_day_p_open ATTACH PARTITION public.attendance_halfday_2024_school_id_school_year_idx1;
ALTER INDEX public.attendance_halfday_pkey ATTACH PARTITION public.attendance_halfday_2025_pkey;
ALTER INDEX public.half_day_school_date ATTACH PARTITION public.attendance_halfday_2025_school_id_date_idx;
ALTER INDEX public.half_day_unknown ATTACH PARTITION public.attendance_halfday_2025_school_id_school_year_idx;
ALTER INDEX public.half_day_p_open ATTACH PARTITION public.attendance_halfday_2025_school_id_school_year_idx1;
ALTER INDEX public.attendance_halfday_pkey ATTACH PARTITION public.attendance_halfday_2026_pkey;
ALTER INDEX public.half_day_school_date ATTACH PARTITION public.attendance_halfday_2026_school_id_date_idx;
ALTER INDEX public.half_day_unknown ATTACH PARTITION public.attendance_halfday_2026_school_id_school_year_idx;
ALTER INDEX public.half_day_p_open ATTACH PARTITION public.attendance_halfday_2026_school_id_school_year_idx1;
ALTER INDEX public.attendance_halfday_pkey ATTACH PARTITION public.attendance_halfday_2027_pkey;
ALTER INDEX public.half_day_school_date ATTACH PARTITION public.attendance_halfday_2027_school_id_date_idx;
ALTER INDEX public.half_day_unknown ATTACH PARTITION public.attendance_halfday_2027_school_id_school_year_idx;
ALTER INDEX public.half_day_p_open ATTACH PARTITION public.attendance_halfday_2027_school_id_school_year_idx1;
ALTER INDEX public.attendance_halfday_pkey ATTACH PARTITION public.attendance_halfday_2028_pkey;
ALTER INDEX public.half_day_school_date ATTACH PARTITION public.attendance_halfday_2028_school_id_date_idx;
ALTER INDEX public.half_day_unknown ATTACH PARTITION public.attendance_halfday_2028_school_id_school_year_idx;
ALTER INDEX public.half_day_p_open ATTACH PARTITION public.attendance_halfday_2028_school_id_school_year_idx1;
ALTER INDEX public.attendance_halfday_pkey ATTACH PARTITION public.attendance_halfday_2029_pkey;
ALTER INDEX public.half_day_school_date ATTACH PARTITION public.attendance_halfday_2029_school_id_date_idx;
ALTER INDEX public.half_day_unknown ATTACH PARTITION public.attendance_halfday_2029_school_id_school_year_idx;
ALTER INDEX public.half_day_p_open ATTACH PARTITION public.attendance_halfday_2029_school_id_school_year_idx1;
ALTER INDEX public.attendance_halfday_pkey ATTACH PARTITION public.attendance_halfday_2030_pkey;
ALTER INDEX public.half_day_school_date ATTACH PARTITION public.attendance_halfday_2030_school_id_date_idx;
ALTER INDEX public.half_day_unknown ATTACH PARTITION public.attendance_halfday_2030_school_id_school_year_idx;
ALTER INDEX public.half_day_p_open ATTACH PARTITION public.attendance_halfday_2030_school_id_school_year_idx1;
ALTER INDEX public.attendance_halfday_pkey ATTACH PARTITION public.attendance_halfday_2031_pkey;
ALTER INDEX public.half_day_school_date ATTACH PARTITION public.attendance_halfday_2031_school_id_date_idx;
ALTER INDEX public.half_day_unknown ATTACH PARTITION public.attendance_halfday_2031_school_id_school_year_idx;
ALTER INDEX public.half_day_p_open ATTACH PARTITION public.attendance_halfday_2031_school_id_school_year_idx1;
ALTER INDEX public.attendance_halfday_pkey ATTACH PARTITION public.attendance_halfday_2032_pkey;
ALTER INDEX public.half_day_school_date ATTACH PARTITION public.attendance_halfday_2032_school_id_date_idx;
ALTER INDEX public.half_day_unknown ATTACH PARTITION public.attendance_halfday_2032_school_id_school_year_idx;
ALTER INDEX public.half_day_p_open ATTACH PARTITION public.attendance_halfday_2032_school_id_school_year_idx1;
ALTER INDEX public.attendance_halfday_pkey ATTACH PARTITION public.attendance_halfday_2033_pkey;
ALTER INDEX public.half_day_school_date ATTACH PARTITION public.attendance_halfday_2033_school_id_date_idx;
ALTER INDEX public.half_day_unknown ATTACH PARTITION public.attendance_halfday_2033_school_id_school_year_idx;
ALTER INDEX public.half_day_p_open ATTACH PARTITION public.attendance_halfday_2033_school_id_school_year_idx1;
ALTER INDEX public.attendance_halfday_pkey ATTACH PARTITION public.attendance_halfday_2034_pkey;
ALTER INDEX public.half_day_school_date ATTACH PARTITION public.attendance_halfday_2034_school_id_date_idx;
ALTER INDEX public.half_day_unknown ATTACH PARTITION public.attendance_halfday_2034_school_id_school_year_idx;
ALTER INDEX public.half_day_p_open ATTACH PARTITION public.attendance_halfday_2034_school_id_school_year_idx1;
ALTER INDEX public.attendance_halfday_pkey ATTACH PARTITION public.attendance_halfday_2035_pkey;
ALTER INDEX public.half_day_school_date ATTACH PARTITION public.attendance_halfday_2035_school_id_date_idx;
ALTER INDEX public.half_day_unknown ATTACH PARTITION public.attendance_halfday_2035_school_id_school_year_idx;
ALTER INDEX public.half_day_p_open ATTACH PARTITION public.attendance_halfday_2035_school_id_school_year_idx1;
ALTER INDEX public.attendance_halfday_pkey ATTACH PARTITION public.attendance_halfday_other_pkey;
ALTER INDEX public.half_day_school_date ATTACH PARTITION public.attendance_halfday_other_school_id_date_idx;
ALTER INDEX public.half_day_unknown ATTACH PARTITION public.attendance_halfday_other_school_id_school_year_idx;
ALTER INDEX public.half_day_p_open ATTACH PARTITION public.attendance_halfday_other_school_id_school_year_idx1;
CREATE TRIGGER half_day_keep AFTER DELETE OR UPDATE ON public.attendance_halfday FOR EACH ROW EXECUTE FUNCTION public.attendance_keep_half_day();
CREATE TRIGGER pgtrigger_insert_insert_4cc4b AFTER INSERT ON public.attendance_certificate FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_4cc4b();
COMMENT ON TRIGGER pgtrigger_insert_insert_4cc4b ON public.attendance_certificate IS '8732a28a874b3774ccf4fdf31b4b80b3ba0dddd4';
CREATE TRIGGER pgtrigger_insert_insert_58971 AFTER INSERT ON public.people_contact FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_58971();
COMMENT ON TRIGGER pgtrigger_insert_insert_58971 ON public.people_contact IS '46f1672b68266fb71671986f0fddb7fb7bfd469e';
CREATE TRIGGER pgtrigger_insert_insert_71736 AFTER INSERT ON public.people_pupil FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_71736();
COMMENT ON TRIGGER pgtrigger_insert_insert_71736 ON public.people_pupil IS '9feafec9848d07115c239db28226c131434dd4dc';
CREATE TRIGGER pgtrigger_insert_insert_d602f AFTER INSERT ON public.enrolment_enrolment FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_d602f();
COMMENT ON TRIGGER pgtrigger_insert_insert_d602f ON public.enrolment_enrolment IS '8c9b82d168b83acbcaea333b5e09619cc7d56a44';
CREATE TRIGGER pgtrigger_update_update_32e4e AFTER UPDATE ON public.enrolment_enrolment FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_32e4e();
COMMENT ON TRIGGER pgtrigger_update_update_32e4e ON public.enrolment_enrolment IS '390fee44abd02920e4df366c1843d096c1011180';
CREATE TRIGGER pgtrigger_update_update_63a73 AFTER UPDATE ON public.attendance_certificate FOR EACH ROW WHEN (((old.doubtful IS DISTINCT FROM new.doubtful) OR (old.first_day IS DISTINCT FROM new.first_day) OR (old.id IS DISTINCT FROM new.id) OR ((old.kind)::text IS DISTINCT FROM (new.kind)::text) OR (old.last_day IS DISTINCT FROM new.last_day) OR ((old.note)::text IS DISTINCT FROM (new.note)::text) OR (old.pupil_id IS DISTINCT FROM new.pupil_id) OR (old.received_on IS DISTINCT FROM new.received_on) OR (old.registered_at IS DISTINCT FROM new.registered_at) OR (old.registered_by_id IS DISTINCT FROM new.registered_by_id) OR (old.school_id IS DISTINCT FROM new.school_id) OR (old.withdrawn_at IS DISTINCT FROM new.withdrawn_at) OR (old.withdrawn_by_id IS DISTINCT FROM new.withdrawn_by_id))) EXECUTE FUNCTION public.pgtrigger_update_update_63a73();
COMMENT ON TRIGGER pgtrigger_update_update_63a73 ON public.attendance_certificate IS 'c61fbf0d252d60e8b447874749b8f81109bd74aa';
CREATE TRIGGER pgtrigger_update_update_69d53 AFTER UPDATE ON public.people_pupil FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_69d53();
COMMENT ON TRIGGER pgtrigger_update_update_69d53 ON public.people_pupil IS '6df55d648e3f4ee71f3b082449b4590822bce76d';
CREATE TRIGGER pgtrigger_update_update_daf96 AFTER UPDATE ON public.people_contact FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_daf96();
COMMENT ON TRIGGER pgtrigger_update_update_daf96 ON public.people_contact IS '0853d4d097824c8295e9850b045792c4430d2621';
CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_notify_queue_abort_job_v1();
CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_notify_queue_job_inserted_v1();
CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1();
CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_unlink_periodic_defers_v1();
CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1();
CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1();
CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_update_v1();
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.attendance_certificate
    ADD CONSTRAINT attendance_certifica_school_id_68bb6241_fk_organisat FOREIGN KEY (school_id) REFERENCES public.organisations_school(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.attendance_certificate
    ADD CONSTRAINT attendance_certificate_pupil_id_e4f15fc7_fk_people_pupil_id FOREIGN KEY (pupil_id) REFERENCES public.people_pupil(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.attendance_certificate
    ADD CONSTRAINT attendance_certificate_scan_id_6b114884_fk_documents_upload_id FOREIGN KEY (scan_id) REFERENCES public.documents_upload(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE public.attendance_halfday
    ADD CONSTRAINT attendance_halfday_enrolment_id_fkey FOREIGN KEY (enrolment_id) REFERENCES public.enrolment_enrolment(id);
ALTER TABLE public.attendance_halfday
    ADD CONSTRAINT attendance_halfday_pupil_id_fkey FOREIGN KEY (pupil_id) REFERENCES public.people_pupil(id);
ALTER TABLE public.attendance_halfday
    ADD CONSTRAINT attendance_halfday_school_id_fkey FOREIGN KEY (school_id) REFERENCES public.organisations_school(organisation_id);
ALTER TABLE ONLY public.attendance_halfdaynote
    ADD CONSTRAINT attendance_halfdayno_school_id_e17359af_fk_organisat FOREIGN KEY (school_id) REFERENCES public.organisations_school(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.attendance_halfdaynote
    ADD CONSTRAINT attendance_halfdaynote_pupil_id_6a1653de_fk_people_pupil_id FOREIGN KEY (pupil_id) REFERENCES public.people_pupil(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.attendance_lessonmark
    ADD CONSTRAINT attendance_lessonmar_enrolment_id_46e0fe8b_fk_enrolment FOREIGN KEY (enrolment_id) REFERENCES public.enrolment_enrolment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.attendance_lessonmark
    ADD CONSTRAINT attendance_lessonmark_pupil_id_e2b469aa_fk_people_pupil_id FOREIGN KEY (pupil_id) REFERENCES public.people_pupil(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.attendance_register
    ADD CONSTRAINT attendance_register_class_group_id_d1598b58_fk_enrolment FOREIGN KEY (class_group_id) REFERENCES public.enrolment_classgroup(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.attendance_subcode
    ADD CONSTRAINT attendance_subcode_school_id_049b6eae_fk_organisat FOREIGN KEY (school_id) REFERENCES public.organisations_school(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.duties_outcome
    ADD CONSTRAINT duties_outcome_pupil_id_d52684c1_fk_people_pupil_id FOREIGN KEY (pupil_id) REFERENCES public.people_pupil(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.duties_outcome
    ADD CONSTRAINT duties_outcome_school_id_942f32b0_fk_organisat FOREIGN KEY (school_id) REFERENCES public.organisations_school(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.duties_pupilanswer
    ADD CONSTRAINT duties_pupilanswer_pupil_id_219758cf_fk_people_pupil_id FOREIGN KEY (pupil_id) REFERENCES public.people_pupil(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.duties_seen
    ADD CONSTRAINT duties_seen_pupil_id_8a4bc4bc_fk_people_pupil_id FOREIGN KEY (pupil_id) REFERENCES public.people_pupil(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.duties_seen
    ADD CONSTRAINT duties_seen_school_id_cde76191_fk_organisat FOREIGN KEY (school_id) REFERENCES public.organisations_school(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.enrolment_classgroup
    ADD CONSTRAINT enrolment_classgroup_location_id_8fccd754_fk_organisat FOREIGN KEY (location_id) REFERENCES public.organisations_location(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.enrolment_classgroup
    ADD CONSTRAINT enrolment_classgroup_school_id_221370bd_fk_organisat FOREIGN KEY (school_id) REFERENCES public.organisations_school(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.enrolment_classteam
    ADD CONSTRAINT enrolment_classteam_class_group_id_35da12dc_fk_enrolment FOREIGN KEY (class_group_id) REFERENCES public.enrolment_classgroup(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.enrolment_classteam
    ADD CONSTRAINT enrolment_classteam_user_id_0d11d192_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.enrolment_enrolment
    ADD CONSTRAINT enrolment_enrolment_location_id_29a32e1e_fk_organisat FOREIGN KEY (location_id) REFERENCES public.organisations_location(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.enrolment_enrolment
    ADD CONSTRAINT enrolment_enrolment_pupil_id_7c8220e6_fk_people_pupil_id FOREIGN KEY (pupil_id) REFERENCES public.people_pupil(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.enrolment_enrolment
    ADD CONSTRAINT enrolment_enrolment_school_id_db67d9d1_fk_organisat FOREIGN KEY (school_id) REFERENCES public.organisations_school(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.enrolment_freeday
    ADD CONSTRAINT enrolment_freeday_school_id_00aa5588_fk_organisat FOREIGN KEY (school_id) REFERENCES public.organisations_school(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.enrolment_gathering_pupils
    ADD CONSTRAINT enrolment_gathering__gathering_id_ce92e682_fk_enrolment FOREIGN KEY (gathering_id) REFERENCES public.enrolment_gathering(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.enrolment_gathering
    ADD CONSTRAINT enrolment_gathering_made_by_id_754ca7c2_fk_access_user_id FOREIGN KEY (made_by_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.enrolment_gathering_pupils
    ADD CONSTRAINT enrolment_gathering_pupils_pupil_id_e3e15b76_fk_people_pupil_id FOREIGN KEY (pupil_id) REFERENCES public.people_pupil(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.enrolment_gathering
    ADD CONSTRAINT enrolment_gathering_school_id_275f73e3_fk_organisat FOREIGN KEY (school_id) REFERENCES public.organisations_school(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.enrolment_placement
    ADD CONSTRAINT enrolment_placement_class_group_id_5212d3da_fk_enrolment FOREIGN KEY (class_group_id) REFERENCES public.enrolment_classgroup(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.enrolment_placement
    ADD CONSTRAINT enrolment_placement_enrolment_id_872a3e76_fk_enrolment FOREIGN KEY (enrolment_id) REFERENCES public.enrolment_enrolment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.enrolment_yearresult
    ADD CONSTRAINT enrolment_yearresult_enrolment_id_4994cbee_fk_enrolment FOREIGN KEY (enrolment_id) REFERENCES public.enrolment_enrolment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_importfile
    ADD CONSTRAINT exchange_importfile_run_id_d34b2315_fk_exchange_importrun_id FOREIGN KEY (run_id) REFERENCES public.exchange_importrun(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_importrun
    ADD CONSTRAINT exchange_importrun_board_id_dc667080_fk_organisat FOREIGN KEY (board_id) REFERENCES public.organisations_board(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_importrun
    ADD CONSTRAINT exchange_importrun_school_id_5b4d4d10_fk_organisat FOREIGN KEY (school_id) REFERENCES public.organisations_school(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_mappingprofile
    ADD CONSTRAINT exchange_mappingprof_board_id_9c8cab4a_fk_organisat FOREIGN KEY (board_id) REFERENCES public.organisations_board(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_refusedrow
    ADD CONSTRAINT exchange_refusedrow_run_id_fe637324_fk_exchange_importrun_id FOREIGN KEY (run_id) REFERENCES public.exchange_importrun(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organisations_board
    ADD CONSTRAINT organisations_board_organisation_id_4a8ceb8e_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organisations_centre
    ADD CONSTRAINT organisations_centre_organisation_id_8d738fc9_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organisations_location
    ADD CONSTRAINT organisations_locati_school_id_c93b323e_fk_organisat FOREIGN KEY (school_id) REFERENCES public.organisations_school(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organisations_membership
    ADD CONSTRAINT organisations_member_organisation_id_716d02c4_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organisations_membership
    ADD CONSTRAINT organisations_membership_user_id_dfd8e4e8_fk_access_user_id FOREIGN KEY (user_id) REFERENCES public.access_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organisations_school
    ADD CONSTRAINT organisations_school_board_id_73961fd4_fk_organisat FOREIGN KEY (board_id) REFERENCES public.organisations_board(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organisations_school
    ADD CONSTRAINT organisations_school_group_id_02c4ba07_fk_organisat FOREIGN KEY (group_id) REFERENCES public.organisations_schoolgroup(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organisations_school
    ADD CONSTRAINT organisations_school_organisation_id_cf30e794_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organisations_service
    ADD CONSTRAINT organisations_servic_centre_id_3a4b1128_fk_organisat FOREIGN KEY (centre_id) REFERENCES public.organisations_centre(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.organisations_service
    ADD CONSTRAINT organisations_servic_school_id_ccf21208_fk_organisat FOREIGN KEY (school_id) REFERENCES public.organisations_school(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_contact
    ADD CONSTRAINT people_contact_pupil_id_2a5448d7_fk_people_pupil_id FOREIGN KEY (pupil_id) REFERENCES public.people_pupil(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_pupil
    ADD CONSTRAINT people_pupil_merged_into_id_96b6df4f_fk_people_pupil_id FOREIGN KEY (merged_into_id) REFERENCES public.people_pupil(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_pupil_siblings
    ADD CONSTRAINT people_pupil_siblings_from_pupil_id_e7a1a9ed_fk_people_pupil_id FOREIGN KEY (from_pupil_id) REFERENCES public.people_pupil(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_pupil_siblings
    ADD CONSTRAINT people_pupil_siblings_to_pupil_id_e6441d0c_fk_people_pupil_id FOREIGN KEY (to_pupil_id) REFERENCES public.people_pupil(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_pupilnumber
    ADD CONSTRAINT people_pupilnumber_board_id_bd97939c_fk_organisat FOREIGN KEY (board_id) REFERENCES public.organisations_board(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_pupilnumber
    ADD CONSTRAINT people_pupilnumber_pupil_id_e716eebf_fk_people_pupil_id FOREIGN KEY (pupil_id) REFERENCES public.people_pupil(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.procrastinate_workers(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id);
