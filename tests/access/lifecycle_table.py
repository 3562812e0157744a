"""The access table's lines of phases, gates and milestones, and of their verbs. How they are read: table.py."""

from __future__ import annotations

LIFECYCLE_LINES = """
programmes:phase_detail      area-phases       plain    GET  302 404 404 404 200 200 200 200 200 200
programmes:phase_detail      area-phases       led      GET  302 404 404 404 404 404 200 200 200 200
programmes:phase_detail      area-phases       sealed   GET  302 404 404 404 404 404 404 200 200 200
programmes:phase_detail      area-phases       smuggled GET  302 404 404 404 404 404 404 404 404 404
programmes:phase_detail      area-phases       missing  GET  302 404 404 404 404 404 404 404 404 404
programmes:phase_detail      area-phases       plain    POST 302 405 405 405 405 405 405 405 405 405
programmes:milestone_detail  milestones        plain    GET  302 404 404 404 200 200 200 200 200 200
programmes:milestone_detail  milestones        led      GET  302 404 404 404 404 404 200 200 200 200
programmes:milestone_detail  milestones        sealed   GET  302 404 404 404 404 404 404 200 200 200
programmes:milestone_detail  milestones        smuggled GET  302 404 404 404 404 404 404 404 404 404
programmes:milestone_detail  milestones        missing  GET  302 404 404 404 404 404 404 404 404 404
programmes:milestone_detail  milestones        plain    POST 302 405 405 405 405 405 405 405 405 405
programmes:gate_detail       gates             plain    GET  302 404 404 404 200 200 200 200 200 200
programmes:gate_detail       gates             led      GET  302 404 404 404 404 404 200 200 200 200
programmes:gate_detail       gates             sealed   GET  302 404 404 404 404 404 404 200 200 200
programmes:gate_detail       gates             smuggled GET  302 404 404 404 404 404 404 404 404 404
programmes:gate_detail       gates             missing  GET  302 404 404 404 404 404 404 404 404 404
programmes:gate_detail       gates             plain    POST 302 405 405 405 405 405 405 405 405 405
programmes:phase_move        area-phases       plain    GET  302 404 404 404 403 403 403 403 200 200
programmes:phase_move        area-phases       plain    POST 302 404 404 404 403 403 403 403 422 422
programmes:phase_move        area-phases       led      GET  302 404 404 404 404 404 403 403 200 200
programmes:phase_move        area-phases       led      POST 302 404 404 404 404 404 403 403 422 422
programmes:phase_move        area-phases       sealed   GET  302 404 404 404 404 404 404 403 200 200
programmes:phase_move        area-phases       sealed   POST 302 404 404 404 404 404 404 403 422 422
programmes:phase_move        area-phases       smuggled POST 302 404 404 404 404 404 404 404 404 404
programmes:milestone_move    milestones        plain    GET  302 404 404 404 403 403 403 403 200 200
programmes:milestone_move    milestones        plain    POST 302 404 404 404 403 403 403 403 422 422
programmes:milestone_move    milestones        led      GET  302 404 404 404 404 404 403 403 200 200
programmes:milestone_move    milestones        led      POST 302 404 404 404 404 404 403 403 422 422
programmes:milestone_move    milestones        sealed   GET  302 404 404 404 404 404 404 403 200 200
programmes:milestone_move    milestones        sealed   POST 302 404 404 404 404 404 404 403 422 422
programmes:milestone_move    milestones        smuggled POST 302 404 404 404 404 404 404 404 404 404
programmes:gate_move         gates             plain    GET  302 404 404 404 403 403 403 403 200 200
programmes:gate_move         gates             plain    POST 302 404 404 404 403 403 403 403 422 422
programmes:gate_move         gates             led      GET  302 404 404 404 404 404 403 403 200 200
programmes:gate_move         gates             led      POST 302 404 404 404 404 404 403 403 422 422
programmes:gate_move         gates             sealed   GET  302 404 404 404 404 404 404 403 200 200
programmes:gate_move         gates             sealed   POST 302 404 404 404 404 404 404 403 422 422
programmes:gate_move         gates             smuggled POST 302 404 404 404 404 404 404 404 404 404
programmes:gate_decide       gates             plain    GET  302 404 404 404 403 403 403 403 200 200
programmes:gate_decide       gates             plain    POST 302 404 404 404 403 403 403 403 422 422
programmes:gate_decide       gates             led      GET  302 404 404 404 404 404 403 403 200 200
programmes:gate_decide       gates             led      POST 302 404 404 404 404 404 403 403 422 422
programmes:gate_decide       gates             sealed   GET  302 404 404 404 404 404 404 403 200 200
programmes:gate_decide       gates             sealed   POST 302 404 404 404 404 404 404 403 422 422
programmes:gate_decide       gates             smuggled POST 302 404 404 404 404 404 404 404 404 404
programmes:gate_reinstate    gates             plain    GET  302 404 404 404 403 403 403 403 200 200
programmes:gate_reinstate    gates             plain    POST 302 404 404 404 403 403 403 403 422 422
programmes:gate_reinstate    gates             led      GET  302 404 404 404 404 404 403 403 200 200
programmes:gate_reinstate    gates             led      POST 302 404 404 404 404 404 403 403 422 422
programmes:gate_reinstate    gates             sealed   GET  302 404 404 404 404 404 404 403 200 200
programmes:gate_reinstate    gates             sealed   POST 302 404 404 404 404 404 404 403 422 422
programmes:gate_reinstate    gates             smuggled POST 302 404 404 404 404 404 404 404 404 404
programmes:requirement_meet  gate-requirements plain    GET  302 404 404 404 403 403 200 200/403 200 200 403
programmes:requirement_meet  gate-requirements plain    POST 302 404 404 404 403 403 422 422/403 422 422 403
programmes:requirement_meet  gate-requirements led      GET  302 404 404 404 404 404 200 200/403 200 200 403
programmes:requirement_meet  gate-requirements led      POST 302 404 404 404 404 404 422 422/403 422 422 403
programmes:requirement_meet  gate-requirements sealed   GET  302 404 404 404 404 404 404 200/403 200 200 403
programmes:requirement_meet  gate-requirements sealed   POST 302 404 404 404 404 404 404 422/403 422 422 403
programmes:requirement_meet  gate-requirements smuggled POST 302 404 404 404 404 404 404 404 404 404
programmes:requirement_reopen gate-requirements plain    GET  302 404 404 404 403 403 200 200/403 200 200 403
programmes:requirement_reopen gate-requirements plain    POST 302 404 404 404 403 403 422 422/403 422 422 403
programmes:requirement_reopen gate-requirements led      GET  302 404 404 404 404 404 200 200/403 200 200 403
programmes:requirement_reopen gate-requirements led      POST 302 404 404 404 404 404 422 422/403 422 422 403
programmes:requirement_reopen gate-requirements sealed   GET  302 404 404 404 404 404 404 200/403 200 200 403
programmes:requirement_reopen gate-requirements sealed   POST 302 404 404 404 404 404 404 422/403 422 422 403
programmes:requirement_reopen gate-requirements smuggled POST 302 404 404 404 404 404 404 404 404 404
programmes:area_adopt        areas             plain    GET  302 404 404 404 403 403 403 403 403 200
programmes:area_adopt        areas             sealed   GET  302 404 404 404 404 404 404 403 403 200
programmes:area_adopt        areas             plain    POST 302 404 404 404 403 403 403 403 403 422
programmes:area_adopt        areas             sealed   POST 302 404 404 404 404 404 404 403 403 422

api:area-phases-move-baseline area-phases       plain    POST 401 404 404 404 403 403 403 403 400 400
api:area-phases-move-baseline area-phases       led      POST 401 404 404 404 404 404 403 403 400 400
api:area-phases-move-baseline area-phases       sealed   POST 401 404 404 404 404 404 404 403 400 400
api:milestones-move-baseline milestones        plain    POST 401 404 404 404 403 403 403 403 400 400
api:milestones-move-baseline milestones        led      POST 401 404 404 404 404 404 403 403 400 400
api:milestones-move-baseline milestones        sealed   POST 401 404 404 404 404 404 404 403 400 400
api:gates-move-baseline      gates             plain    POST 401 404 404 404 403 403 403 403 400 400
api:gates-move-baseline      gates             led      POST 401 404 404 404 404 404 403 403 400 400
api:gates-move-baseline      gates             sealed   POST 401 404 404 404 404 404 404 403 400 400
api:gates-decide             gates             plain    POST 401 404 404 404 403 403 403 403 400 400
api:gates-decide             gates             led      POST 401 404 404 404 404 404 403 403 400 400
api:gates-decide             gates             sealed   POST 401 404 404 404 404 404 404 403 400 400
api:gates-reinstate          gates             plain    POST 401 404 404 404 403 403 403 403 400 400
api:gates-reinstate          gates             led      POST 401 404 404 404 404 404 403 403 400 400
api:gates-reinstate          gates             sealed   POST 401 404 404 404 404 404 404 403 400 400
api:gate-requirements-meet   gate-requirements plain    POST 401 404 404 404 403 403 400 400/403 400 400 403
api:gate-requirements-meet   gate-requirements led      POST 401 404 404 404 404 404 400 400/403 400 400 403
api:gate-requirements-meet   gate-requirements sealed   POST 401 404 404 404 404 404 404 400/403 400 400 403
api:gate-requirements-reopen gate-requirements plain    POST 401 404 404 404 403 403 400 400/403 400 400 403
api:gate-requirements-reopen gate-requirements led      POST 401 404 404 404 404 404 400 400/403 400 400 403
api:gate-requirements-reopen gate-requirements sealed   POST 401 404 404 404 404 404 404 400/403 400 400 403
api:areas-adopt-lifecycle    areas             plain    POST 401 404 404 404 403 403 403 403 403 400
api:areas-adopt-lifecycle    areas             sealed   POST 401 404 404 404 404 404 404 403 403 400
api:baseline-moves-list      baseline-moves    -        GET  401 200 200 200 200 200 200 200 200 200
api:baseline-moves-detail    baseline-moves    plain    GET  401 404 404 404 200 200 200 200 200 200
api:baseline-moves-detail    baseline-moves    led      GET  401 404 404 404 404 404 200 200 200 200
api:baseline-moves-detail    baseline-moves    sealed   GET  401 404 404 404 404 404 404 200 200 200
api:baseline-moves-detail    baseline-moves    other    GET  401 404 200 404 404 404 404 404 404 404
api:baseline-moves-detail    baseline-moves    missing  GET  401 404 404 404 404 404 404 404 404 404
"""
